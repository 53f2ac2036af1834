// PDFFile
