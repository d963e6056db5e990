import Course
import Foundation
import Answers
import XCTest

/// Skips the test while a declaration of an answer still calls `unanswered()`.
///
/// A public test's first line, so that an untouched exercise is skipped rather than run into a
/// trap:
///
/// ```swift
/// func testMapsEachRow() throws {
///   try skipUnlessAnswered("affine(_:weight:bias:)", in: "AffineMaps")
/// ```
///
/// Throws an `XCTSkip` such as `not answered yet: AffineMaps.swift:21 affine(_:weight:bias:)`, and
/// a `CourseError` or `SubmissionError` when the answer cannot be read.
public func skipUnlessAnswered(
  _ declarations: String..., in module: String,
  file: StaticString = #filePath, line: UInt = #line
) throws {
  let calls = try AnswerCache.shared.unansweredCalls(in: module)
  for declaration in declarations {
    guard let call = calls.first(where: { $0.isInside(declaration) }) else { continue }
    throw XCTSkip(
      "not answered yet: \(module).swift:\(call.line) \(declaration)", file: file, line: line)
  }
}

/// Each answer is read and parsed once in a process.
private final class AnswerCache: @unchecked Sendable {
  static let shared = AnswerCache()

  private let lock = NSLock()
  private var calls: [String: [UnansweredCall]] = [:]
  private var workbook: Workbook?

  func unansweredCalls(in module: String) throws -> [UnansweredCall] {
    try lock.withLock {
      if let known = calls[module] { return known }
      let workbook = try self.workbook ?? Workbook(root: Self.root)
      self.workbook = workbook
      let section = try workbook.course.selectOne(module)
      let found = UnansweredCall.all(in: try AnswerFile(Self.answer(section, in: workbook)))
      calls[module] = found
      return found
    }
  }

  /// The file that was compiled into this process.
  private static func answer(_ section: Section, in workbook: Workbook) -> URL {
    #if ANSWERS_Solutions
      workbook.solution(section)
    #else
      workbook.answer(section)
    #endif
  }

  /// Three folders above this file.
  private static var root: URL {
    (0..<3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
  }
}
