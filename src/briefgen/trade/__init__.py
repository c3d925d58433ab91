"""Trade statistics: files recognised and read exactly, summed by any engine, told as named tables and indicators."""
