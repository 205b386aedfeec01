"""What can be asked of the ERP, a file each."""
