import Documents
import XCTest

/// The faults that `work` throws, as their authors read them.
package func faults(
  file: StaticString = #filePath, line: UInt = #line, of work: () async throws -> Void
) async -> [String] {
  do {
    try await work()
    XCTFail("no fault was thrown", file: file, line: line)
  } catch let faults as LessonFaults {
    return faults.faults.map(\.description)
  } catch {
    XCTFail("another error was thrown: \(error)", file: file, line: line)
  }
  return []
}
