"""The commands: each parses its call, asks one public function, and shows what it returns."""
