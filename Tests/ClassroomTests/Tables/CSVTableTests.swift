import XCTest

@testable import Classroom

/// Tables as spreadsheets write them, read for what they say and for writing them back.
final class CSVTableTests: XCTestCase {
  private func table(_ text: String) throws -> CSVTable {
    try CSVTable(Array(text.utf8), file: "t.csv")
  }

  func testCellsAreKeptForWritingBackAndTrimmedForReading() throws {
    let table = try table(
      "\u{FEFF}a; b ;c\r\n  x;\" y \"\"1\"\" \r\nz\" ;\" \u{301}\"\r\n;;\r\n\r\n1\r\n")
    XCTAssertEqual(table.separator, ";")
    XCTAssertTrue(table.hasByteOrderMark)
    XCTAssertEqual(table.header, ["a", " b ", "c"])
    XCTAssertEqual(table.rows.map(\.line), [2, 6])
    XCTAssertEqual(table.rows[0].cells, ["  x", " y \"1\" \r\nz", " \u{301}"])
    XCTAssertEqual([table.rows[0][0], table.rows[0][1]], ["x", "y \"1\" \r\nz"])
    XCTAssertEqual(table.rows[1][2], "")
    XCTAssertEqual(table.column("B"), 1)
  }

  func testSeparatorsAndLineEnds() throws {
    for text in [
      "a,b\n1,2\n", "a;b\r1;2", "a\tb\r\n1\t2\r\n", "sep=|\r\na|b\r\n1|2", "a,b,\n1,2,,,\n",
    ] {
      let table = try table(text)
      XCTAssertEqual(Array(table.header.prefix(2)), ["a", "b"], text)
      XCTAssertEqual(table.rows.map { [$0[0], $0[1]] }, [["1", "2"]], text)
      XCTAssertFalse(table.hasByteOrderMark)
    }
  }

  func testEncodings() throws {
    for encoding in [String.Encoding.utf8, .windowsCP1252, .utf16, .utf16LittleEndian] {
      var bytes = Array(try XCTUnwrap("id;näme\n1;Jörg \u{20AC}".data(using: encoding)))
      if encoding == .utf16LittleEndian { bytes = [0xFF, 0xFE] + bytes }
      let table = try CSVTable(bytes, file: "t.csv")
      XCTAssertEqual(table.header, ["id", "näme"])
      XCTAssertEqual(table.rows[0][1], "Jörg \u{20AC}")
    }
  }

  func testFaultsHaveFileAndLine() {
    let cases = [
      ("", "t.csv: is empty"), ("\n,,\n", "t.csv: is empty"),
      ("a,b\n\"1\n\",2,3\n", "t.csv:2: the row has 3 cells, the header 2"),
      ("a\n1\n\"2\n", "t.csv:3: a quotation mark is never closed"),
      ("a\n\"1\n\"2\n", "t.csv:3: text follows a closing quotation mark"),
    ]
    for (text, message) in cases {
      XCTAssertThrowsError(try table(text)) { XCTAssertEqual("\($0)", message) }
    }
    XCTAssertThrowsError(try table("sep=;\nb;c\n").needed("a")) {
      XCTAssertEqual("\($0)", "t.csv:2: there is no column `a`; there are b, c")
    }
    XCTAssertThrowsError(try CSVTable(URL(filePath: "/nowhere/x.csv"))) {
      XCTAssertEqual("\($0)", "x.csv: is not there")
    }
    XCTAssertThrowsError(try CSVTable(FileManager.default.temporaryDirectory)) {
      XCTAssertTrue("\($0)".hasSuffix(": is not a plain file"), "\($0)")
    }
  }
}
