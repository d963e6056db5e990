import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// Serves a built site to browsers on this machine, and notifies them when it changes.
public final class SiteServer: Sendable {
  /// The address that open pages ask, once a second, how often the site changed.
  static let statePath = "/.state"

  /// What open pages are sent.
  struct State: Codable, Equatable {
    /// How often the site changed.
    var version = 0
    /// What the authors of lessons have to fix; empty when all is well.
    var faults = ""
  }

  private let server: HTTPServer
  private let folder: URL
  private let port: UInt16
  private let state = Mutex(State())

  /// Prepares to serve the site in `folder` at a port of the loopback address.
  ///
  /// - Throws: `CannotServe` when the address cannot be made.
  public init(_ folder: URL, port: UInt16) throws(CannotServe) {
    self.folder = folder.standardizedFileURL.resolvingSymlinksInPath()
    self.port = port
    do {
      let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: port)
      server = HTTPServer(address: address, logger: .disabled)
    } catch {
      throw CannotServe(port: port, reason: "\(error)")
    }
  }

  /// The first port of a range that no program on this machine listens at.
  ///
  /// - Throws: `CannotServe` when all are taken.
  public static func freePort(in ports: ClosedRange<UInt16>) throws(CannotServe) -> UInt16 {
    for port in ports where isFree(port) { return port }
    throw CannotServe(
      port: ports.lowerBound, reason: "it and those up to \(ports.upperBound) are in use")
  }

  private static func isFree(_ port: UInt16) -> Bool {
    guard let socket = try? Socket(domain: Int32(AF_INET)) else { return false }
    defer { try? socket.close() }
    do {
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: sockaddr_in.inet(ip4: "127.0.0.1", port: port))
      try socket.listen()
      return true
    } catch {
      return false
    }
  }

  /// The site's address in a browser.
  public var address: String { "http://127.0.0.1:\(port)/" }

  /// Serves until the task is cancelled.
  ///
  /// - Throws: `CannotServe` when the port is in use, and `CancellationError`.
  public func run() async throws {
    await server.appendRoute("*") { [self] request in response(to: request) }
    do {
      try await server.run()
    } catch {
      try Task.checkCancellation()
      // "SocketError. Bind(98): Address already in use": only the end says something to a user.
      let words = error.localizedDescription.split(separator: ": ").last ?? "unknown error"
      throw CannotServe(port: port, reason: words.lowercased())
    }
  }

  /// Waits until browsers can connect.
  public func waitUntilListening() async throws {
    try await server.waitUntilListening()
  }

  /// Makes open pages reload, and shows the errors to fix on them.
  public func siteChanged(faults: String = "") {
    state.withLock { state in
      state.version += 1
      state.faults = faults
    }
  }

  // MARK: Answers

  func response(to request: HTTPRequest) -> HTTPResponse {
    guard request.method == .GET || request.method == .HEAD else {
      return text("only GET", .methodNotAllowed)
    }
    if request.path == Self.statePath { return answer(state.withLock { $0 }) }
    guard let file = file(at: request.path), let data = try? Data(contentsOf: file) else {
      return text("There is no page at \(request.path)", .notFound)
    }
    let type = Self.types[file.pathExtension] ?? "application/octet-stream"
    let body = file.pathExtension == "html" ? Self.reloading(data) : data
    // An old page from a browser's cache would hide what was just written.
    return HTTPResponse(
      statusCode: .ok, headers: [.contentType: type, HTTPHeader("Cache-Control"): "no-store"],
      body: body)
  }

  /// The file for a path, which no `..` and no link leads out of the site.
  private func file(at path: String) -> URL? {
    guard let path = path.removingPercentEncoding, !path.contains("\0") else { return nil }
    var file = folder.appending(path: path).standardizedFileURL
    let isFolder = (try? file.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true
    if isFolder { file.append(path: "index.html") }
    let real = file.resolvingSymlinksInPath()
    return real.pathComponents.starts(with: folder.pathComponents) ? real : nil
  }

  /// A page that loads itself again when the site changed. The file stays as it is.
  private static func reloading(_ page: Data) -> Data {
    let script = """
      <script>
        (function () {
          let known = null;
          const faults = document.createElement("pre");
          faults.setAttribute("role", "alert");
          faults.style.cssText = "position: fixed; inset: auto 0 0 0; z-index: 9; margin: 0;"
            + "max-height: 50vh; overflow: auto; padding: 1rem; white-space: pre-wrap;"
            + "background: #7a1717; color: #fff; font-size: 0.85rem;";
          async function ask() {
            try {
              const state = await (await fetch("\(statePath)")).json();
              if (known !== null && state.version !== known) location.reload();
              known = state.version;
              faults.textContent = state.faults;
              if (state.faults === "") faults.remove(); else document.body.append(faults);
            } catch { known = null; }
          }
          ask();
          setInterval(ask, 1000);
        })();
      </script>

      """
    let text = String(decoding: page, as: UTF8.self)
    guard let end = text.range(of: "</body>", options: .backwards) else { return page }
    return Data(text.replacingCharacters(in: end, with: script + "</body>").utf8)
  }

  private func answer(_ state: State) -> HTTPResponse {
    HTTPResponse(
      statusCode: .ok, headers: [.contentType: "application/json"],
      body: (try? JSONEncoder().encode(state)) ?? Data())
  }

  private func text(_ text: String, _ status: HTTPStatusCode) -> HTTPResponse {
    HTTPResponse(
      statusCode: status, headers: [.contentType: "text/plain; charset=utf-8"],
      body: Data(text.utf8))
  }

  private static let types = [
    "css": "text/css; charset=utf-8", "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "json": "application/json", "png": "image/png",
    "jpg": "image/jpeg", "svg": "image/svg+xml", "swift": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
  ]
}

/// A site cannot be served.
public struct CannotServe: Error, CustomStringConvertible {
  let port: UInt16
  let reason: String

  public var description: String {
    "cannot serve at port \(port): \(reason); is another program there? choose one with --port"
  }
}
