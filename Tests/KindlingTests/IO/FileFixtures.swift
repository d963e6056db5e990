import Foundation
import Kindling
import TestSupport
import XCTest

/// Files that NumPy and the safetensors package wrote (Tests/Fixtures/make_files.py), and what they
/// hold.
struct FileFixtures {
  struct Content: Decodable {
    let shape: [Int]
    let dtype: String
    let values: [Value]
  }

  /// Whole numbers are kept apart: not every int64 is a double.
  enum Value: Decodable {
    case whole(Int64)
    case real(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .whole(flag ? 1 : 0)
      } else if let number = try? container.decode(Int64.self) {
        self = .whole(number)
      } else if let number = try? container.decode(Double.self) {
        self = .real(number)
      } else {
        self = .real(Double(try container.decode(String.self))!)
      }
    }
  }

  static let folder = Repository.root.appending(path: "Tests/Fixtures/files")

  /// What each file holds, by name.
  let contents: [String: [String: Content]]

  init() throws {
    let file = Self.folder.appending(path: "expected.json")
    contents = try JSONDecoder().decode(
      [String: [String: Content]].self, from: Data(contentsOf: file))
  }

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }
}

/// Fails unless the tensor is bit for bit what the fixture says.
func expectEqual(_ tensor: Tensor?, _ content: FileFixtures.Content, _ what: String) {
  guard let tensor else { return XCTFail("\(what) is missing") }
  XCTAssertEqual(tensor.dtype.description, content.dtype, what)
  XCTAssertEqual(Array(tensor.shape), content.shape, what)
  let reals = tensor.doubles()
  let wholes = tensor.dtype.isFloatingPoint ? [] : tensor.ints()
  XCTAssertEqual(reals.count, content.values.count, what)
  for (index, value) in content.values.enumerated() where index < reals.count {
    switch value {
    case .whole(let number) where !wholes.isEmpty:
      XCTAssertEqual(Int64(wholes[index]), number, "\(what), element \(index)")
    case .whole(let number):
      XCTAssertEqual(reals[index], Double(number), "\(what), element \(index)")
    case .real(let number):
      XCTAssert(
        reals[index].bitPattern == number.bitPattern || (reals[index].isNaN && number.isNaN),
        "\(what), element \(index) is \(reals[index]), not \(number)")
    }
  }
}

extension XCTestCase {
  /// An empty folder that goes away after the test.
  func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    addTeardownBlock { try? FileManager.default.removeItem(at: folder) }
    return folder
  }

  /// Fails unless `body` throws a ``FileError`` of that kind whose description has these words.
  func expectFileError(
    _ kind: FileError.Kind, _ words: String, file: StaticString = #filePath, line: UInt = #line,
    _ body: () throws -> Void
  ) {
    XCTAssertThrowsError(try body(), file: file, line: line) { error in
      guard let error = error as? FileError else {
        return XCTFail("not a FileError: \(error)", file: file, line: line)
      }
      XCTAssertEqual(error.kind, kind, "\(error)", file: file, line: line)
      XCTAssert(
        "\(error)".contains(words), "\(error) does not say: \(words)", file: file, line: line)
    }
  }

  /// Runs a Python program with NumPy on files in `folder`; skips the test where there is none.
  func runPython(_ program: String, in folder: URL, needing module: String = "numpy") throws {
    func run(_ code: String) throws -> (status: Int32, text: String) {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [ProcessInfo.processInfo.environment["PYTHON"] ?? "python3", "-c", code]
      process.currentDirectoryURL = folder
      let output = Pipe()
      process.standardOutput = output
      process.standardError = output
      try process.run()
      let text = String(
        decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
      process.waitUntilExit()
      return (process.terminationStatus, text)
    }
    guard try run("import numpy, \(module)").status == 0 else {
      throw XCTSkip("python3 with \(module) is not installed")
    }
    let result = try run(program)
    XCTAssertEqual(result.status, 0, result.text)
  }
}
