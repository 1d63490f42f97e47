"""The place of exposure and process figures. It never ranks or scores a person."""
