service Nothing {}
service Still extends Nothing {}
