"""What stands under the cursor, and where else it is named."""
