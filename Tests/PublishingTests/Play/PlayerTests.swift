import Figures
import Foundation
import Markup
import TestSupport
import Toolchain
import XCTest

@testable import Publishing

final class PlayerTests: XCTestCase {
  /// What a program printed as it came, and its run.
  private func run(
    _ text: String, named name: String = "scratch/try.swift", seconds: Double = 20
  ) async throws -> (printed: String, run: PlayedRun) {
    var player = try await Player(
      root: Repository.root, directory: FileManager.default.temporaryDirectory)
    player.seconds = seconds
    let printed = Collected()
    let run = try await player.run(PlayedProgram(text, named: name)) { printed.add($0) }
    return (printed.text, run)
  }

  func testRunsWithTheLibrariesAndDrawsFiguresInTheirPlace() async throws {
    let (printed, run) = try await run(
      """
      import Figures
      import Kindling
      import RealModule

      manualSeed(1)
      print(Tensor.randn(2))
      print("half a line", terminator: " ")
      plot([1, 4], title: "Growth")
      print(Double.exp(0))
      """)
    XCTAssertEqual(run.faults, "")
    XCTAssertEqual(run.status, 0)
    XCTAssertEqual(
      printed, "tensor([0.6614, 0.2669])\nhalf a line [figure: Growth]\n1.0\n")
    let figure = Figure(.lines([.init(name: "", x: [0, 1], y: [1, 4])]), title: "Growth")
    XCTAssertEqual(
      run.pieces,
      [.text("tensor([0.6614, 0.2669])\nhalf a line "), .figure(figure), .text("1.0\n")])
    XCTAssertEqual(
      run.figuresAsText,
      """
      Growth
        Line chart. Values: 2 points from 1 to 4.
        x  y
        0  1
        1  4

      """)
  }

  func testLayerwiseIsAtHand() async throws {
    let (printed, run) = try await run(
      "import Kindling\nimport Layerwise\nprint(Layerwise.Linear(2, 3).forward(Tensor.ones(2, dtype: .float64)).shape)\n"
    )
    XCTAssertEqual(run.faults, "")
    XCTAssertEqual(printed, "[3]\n")
  }

  func testWhatDoesNotCompileIsNamedByTheFilesLine() async throws {
    let (printed, run) = try await run("let a = 1\n\tprint(a, sofmax(a))\n")
    XCTAssertEqual(
      run.faults,
      """
      scratch/try.swift:2:11: cannot find 'sofmax' in scope
           print(a, sofmax(a))
                    ^
      """)
    XCTAssertEqual(printed, "")
    XCTAssertFalse(run.didStart)
    XCTAssertEqual(run.status, 1)
  }

  func testATrapIsNamedByTheFilesLine() async throws {
    let (printed, run) = try await run(
      """
      import Kindling
      func map(_ x: Tensor) -> Tensor {
        x.matmul(Tensor.zeros(3, 4))
      }
      print("before")
      print(map(Tensor.zeros(2, 5)))
      """, named: "try it \"now\".swift")
    XCTAssertEqual(printed, "before\n")
    XCTAssertEqual(
      run.faults,
      """
      try it "now".swift:3:5: matmul: [2, 5] x [3, 4]: 5 columns meet 3 rows
            x.matmul(Tensor.zeros(3, 4))
              ^
      """)
    XCTAssertTrue(run.didStart)
  }

  func testAnEndlessLoopIsNamedByItsLine() async throws {
    let (printed, run) = try await run(
      "func spin() {\n  var count = 0\n  while true { count &+= 1 }\n}\nprint(1)\nspin()\n",
      seconds: 1)
    XCTAssertEqual(printed, "1\n")
    let first = run.faults.split(separator: "\n").first ?? ""
    XCTAssertTrue(first.hasPrefix("scratch/try.swift:3:"), run.faults)
    XCTAssertTrue(
      first.hasSuffix(
        ": here when its 1 s were up; is there an endless loop? --seconds allows more"),
      run.faults)
  }

  func testEndlessOutputIsStopped() async throws {
    let (printed, run) = try await run("while true { print(\"again and again and again\") }\n")
    XCTAssertEqual(printed.utf8.count, LessonRun.outputLimit)
    XCTAssertEqual(run.errorText, "")
    XCTAssertTrue(run.faults.hasPrefix("scratch/try.swift:"), run.faults)
    XCTAssertTrue(run.faults.contains("8 MiB; is there an endless loop?"), run.faults)
    XCTAssertEqual(run.status, 1)
  }

  func testATypeMayBeTheStart() async throws {
    let (printed, run) = try await run(
      "import Kindling\n@main struct Start { static func main() { print(Tensor([1, 2]).sum()) } }\n"
    )
    XCTAssertEqual(run.faults, "")
    XCTAssertEqual(printed, "tensor(3)\n")
  }

  func testAnExitStatusIsPassedOn() async throws {
    let (_, run) = try await run(
      "import Foundation\nFileHandle.standardError.write(Data(\"no\\n\".utf8))\nexit(7)\n")
    XCTAssertEqual(run.status, 7)
    XCTAssertEqual(run.errorText, "no\n")
    XCTAssertEqual(run.faults, "")
  }

  func testACharacterThatIsCutInTwoIsPrintedWhole() {
    let printed = Collected()
    let stream = TextStream { printed.add($0) }
    for byte in "é€😀a".utf8 { stream.add([byte]) }
    XCTAssertEqual(printed.pieces, ["é", "€", "😀", "a"])
    stream.add([0xE2, 0x82])
    stream.end()
    XCTAssertEqual(printed.pieces.last, "\u{FFFD}")
  }

  func testThePageShowsTextAndFiguresInOrder() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = PlayedRun(
      text: "a < b\n[figure: Growth]\nend\n",
      figures: [Figure(.lines([.init(name: "", x: [0, 1], y: [1, 4])]), title: "Growth")],
      faults: "", didStart: true, status: 0)
    let page = PlayedPage(in: folder, root: Repository.root)
    try await page.write(run, named: "scratch/<b>.swift")
    let text = try String(contentsOf: folder.appending(path: "index.html"), encoding: .utf8)
    let parts = ["scratch/&lt;b&gt;.swift", "a &lt; b", "<figcaption>Growth</figcaption>", ">end<"]
    let places = parts.map { text.range(of: $0)?.lowerBound }
    XCTAssertEqual(places.compactMap(\.self).count, parts.count, text)
    XCTAssertEqual(places.compactMap(\.self), places.compactMap(\.self).sorted())
    XCTAssertFalse(text.contains("[figure:"))
    // A page from a file reads nothing that is not beside it.
    for match in text.matches(of: /(?:href|src)="([^"]*)"/) {
      let file = folder.appending(path: String(match.1))
      XCTAssertTrue(FileManager.default.fileExists(atPath: file.path), String(match.1))
    }
    try await page.write(nil, named: "none")
    let empty = try String(contentsOf: folder.appending(path: "index.html"), encoding: .utf8)
    XCTAssertTrue(empty.contains("Nothing printed or drawn yet."))
  }
}

/// Pieces of text, gathered from a closure that may be called from anywhere.
private final class Collected: @unchecked Sendable {
  private let lock = NSLock()
  private var all: [String] = []

  var pieces: [String] { lock.withLock { all } }
  var text: String { pieces.joined() }

  func add(_ text: String) { lock.withLock { all.append(text) } }
}
