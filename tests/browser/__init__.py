"""What only a real browser can tell, seen through a real server: Chromium opens what a reader would open."""
