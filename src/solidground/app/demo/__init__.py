"""The story lived by a made-up agency: real commands, the real clock, real answers."""
