import FlyingFox
import FlyingSocks
import Foundation
import XCTest

@testable import Previewing

final class SiteServerTests: XCTestCase {
  private var folder = URL(filePath: "/")

  override func setUpWithError() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appending(path: "site-\(UUID().uuidString)/public").standardizedFileURL
    let chapter = folder.appending(path: "2-b")
    try FileManager.default.createDirectory(at: chapter, withIntermediateDirectories: true)
    let page = Data("<html><body><p>Hello</p></body></html>".utf8)
    try page.write(to: chapter.appending(path: "index.html"))
    try Data("p {}".utf8).write(to: folder.appending(path: "style.css"))
    let secret = folder.deletingLastPathComponent().appending(path: "secret.txt")
    try Data("secret".utf8).write(to: secret)
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "link.txt"), withDestinationURL: secret)
  }

  override func tearDown() {
    try? FileManager.default.removeItem(at: folder.deletingLastPathComponent())
  }

  private func get(
    _ path: String, _ method: HTTPMethod = .GET, from server: SiteServer? = nil
  ) async throws -> (status: Int, type: String, body: String) {
    let server = try server ?? SiteServer(folder, port: 0)
    let request = HTTPRequest(
      method: method, version: .http11, path: path, query: [], headers: [:], body: Data())
    let response = server.response(to: request)
    let body = String(decoding: try await response.bodyData, as: UTF8.self)
    return (response.statusCode.code, response.headers[.contentType] ?? "", body)
  }

  func testAPageIsServedWithWhatLoadsItAgain() async throws {
    for path in ["/2-b/index.html", "/2-b/", "/2-b"] {
      let page = try await get(path)
      XCTAssertEqual(page.status, 200, path)
      XCTAssertEqual(page.type, "text/html; charset=utf-8", path)
      XCTAssertTrue(page.body.hasPrefix("<html><body><p>Hello</p><script>"), path)
      XCTAssertTrue(page.body.hasSuffix("</script>\n</body></html>"), path)
    }
  }

  func testOtherFilesAreServedAsTheyAre() async throws {
    let style = try await get("/style.css")
    XCTAssertEqual(style.type, "text/css; charset=utf-8")
    XCTAssertEqual(style.body, "p {}")
  }

  func testNothingOutsideTheSiteIsServed() async throws {
    for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/link.txt", "/none.html", "/a%00b"] {
      let answer = try await get(path)
      XCTAssertEqual(answer.status, 404, path)
      XCTAssertFalse(answer.body.contains("secret\n"), path)
    }
  }

  func testOnlyReadingIsAllowed() async throws {
    let answer = try await get("/style.css", .POST)
    XCTAssertEqual(answer.status, 405)
  }

  func testOpenPagesLearnOfAChangeAndOfFaults() async throws {
    let server = try SiteServer(folder, port: 0)
    func state() async throws -> SiteServer.State {
      let body = try await get(SiteServer.statePath, from: server).body
      return try JSONDecoder().decode(SiteServer.State.self, from: Data(body.utf8))
    }
    let states = [
      try await state(),
      try await {
        server.siteChanged(faults: "a.md:3: <b>"); return try await state()
      }(),
      try await {
        server.siteChanged(); return try await state()
      }(),
    ]
    XCTAssertEqual(states.map(\.version), [0, 1, 2])
    XCTAssertEqual(states.map(\.faults), ["", "a.md:3: <b>", ""])
  }

  func testAPortInUseIsPassedOver() throws {
    let taken = try Socket(domain: Int32(AF_INET))
    defer { try? taken.close() }
    try taken.bind(to: sockaddr_in.inet(ip4: "127.0.0.1", port: 0))
    try taken.listen()
    guard case .ip4(_, let port) = try taken.sockname() else { return XCTFail("no address") }
    XCTAssertNotEqual(try SiteServer.freePort(in: port...port + 20), port)
    XCTAssertThrowsError(try SiteServer.freePort(in: port...port)) {
      XCTAssertTrue("\($0)".contains("\(port)"), "\($0)")
      XCTAssertTrue("\($0)".contains("in use"), "\($0)")
    }
  }

  func testServesUntilItIsCancelled() async throws {
    let server = try SiteServer(folder, port: 0)
    let task = Task { try await server.run() }
    try await server.waitUntilListening()
    task.cancel()
    do {
      try await task.value
      XCTFail("serving ended without being cancelled")
    } catch is CancellationError {}
  }
}
