import Foundation
import Toolchain

/// A new, small package that depends on Kindling by path, with a training loop to begin
/// from.
public struct NewPackage: Sendable {
  /// The package's name, which is its folder's and its program's too.
  public let name: String
  /// Its folder.
  public let folder: URL
  private let library: URL

  /// A package in `folder`, whose last part is its name, with the library of a workbook at
  /// `library`.
  ///
  /// - Throws: `UnfitName` when no module can have that name.
  public init(in folder: URL, library: URL) throws(UnfitName) {
    name = folder.lastPathComponent
    self.folder = folder
    self.library = library
    guard name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]*/) != nil else {
      throw UnfitName(name: name, reason: "a name has letters, digits and _, a letter first")
    }
    guard !Self.taken.contains(name) else {
      throw UnfitName(name: name, reason: "a module already has that name")
    }
  }

  /// The modules that a package with Kindling is built from.
  private static let taken = Set(
    BuiltLibrary.importable + ["CKernels", "CZlib", "Foundation", "Swift"])

  /// The files' contents by their paths in the folder.
  public var files: [String: String] {
    [
      ".gitignore": ".build/\n", "Package.swift": manifest,
      "Sources/\(name)/main.swift": Self.program,
    ]
  }

  /// Writes the files.
  ///
  /// - Throws: `NotEmpty` when there is anything in the folder already, of which nothing is changed,
  ///   or the error of a file that cannot be written.
  public func write() throws {
    let files = FileManager.default
    let isThere = files.fileExists(atPath: folder.path)
    let isEmpty = (try? files.contentsOfDirectory(atPath: folder.path))?.isEmpty == true
    guard !isThere || isEmpty else { throw NotEmpty(folder: folder) }
    let writer = FileWriter(folder: folder)
    for (path, text) in self.files.sorted(by: { $0.key < $1.key }) {
      try writer.write(text, to: path)
    }
  }

  private var manifest: String {
    let path = library.path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return """
      // swift-tools-version: 6.2
      import PackageDescription

      let package = Package(
        name: "\(name)",
        platforms: [.macOS(.v26)],
        dependencies: [
          // The course's folder on this machine, in which the library is.
          .package(name: "Kindling", path: "\(path)")
        ],
        targets: [
          .executableTarget(
            name: "\(name)",
            dependencies: [.product(name: "Kindling", package: "Kindling")])
        ],
        swiftLanguageModes: [.v6]
      )

      """
  }

  /// The program that a package begins with.
  static let program = """
    import Kindling

    // Exclusive or: the class is 1 where one of the two numbers is 1 and the other is not.
    let inputs = Tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    let classes = Tensor([0, 1, 1, 0])

    /// Two affine maps with a non-linearity between them.
    final class Network: Module {
      let hidden = Linear(2, 8)
      let output = Linear(8, 2)

      override func forward(_ input: Tensor) -> Tensor {
        output(hidden(input).tanh())
      }
    }

    /// How many of the scores are largest at the right class.
    func rightAnswers(_ scores: Tensor, _ classes: Tensor) -> Int {
      let hits = scores.argmax(dim: 1) .== classes
      return Int(hits.sum().item())
    }

    manualSeed(1)
    let model = Network()
    let optimizer = Adam(model.parameters(), learningRate: 0.05)

    for epoch in 1...100 {
      optimizer.zeroGrad()
      let loss = crossEntropy(model(inputs), classes)
      loss.backward()
      optimizer.step()
      if epoch % 20 == 0 { print("epoch \\(epoch): loss \\(loss.item())") }
    }

    let scores = withoutGradients { model(inputs) }
    print("right: \\(rightAnswers(scores, classes)) of 4")

    """
}

/// A package cannot have this name.
public struct UnfitName: Error, CustomStringConvertible {
  let name: String
  let reason: String

  public var description: String { "'\(name)' cannot be a package's name: \(reason)" }
}

/// Something already exists where a package should be made.
public struct NotEmpty: Error, CustomStringConvertible {
  let folder: URL

  public var description: String {
    "\(PlayedProgram.name(of: folder)) already exists; nothing was changed, choose another name"
  }
}
