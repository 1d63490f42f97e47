"""The first hours: nobody alone unseen."""
