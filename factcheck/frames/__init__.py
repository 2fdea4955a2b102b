"""From a parse to frames: who did what, whether it was done, who says so. Nothing else knows the labels of a parse."""
