"""The place of the command side: duty status, property, return to duty. It never imports care, roster or desk."""
