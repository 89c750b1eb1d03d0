"""What a user gives, file by file: folders, archives and records, safely opened and not yet read."""
