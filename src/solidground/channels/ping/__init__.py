"""The ping of an outside monitor that raises the alarm when it hears nothing."""
