"""An agency's protocol and the plan it gives one case. It never changes a plan that a case already holds."""
