"""The scenes, one file each: what people do is scripted, what follows is the program's."""
