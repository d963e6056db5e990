import ArgumentParser
import Course
import Foundation
import Publishing

struct Package: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a package of your own that uses Kindling.",
    discussion: """
      It depends on this course's folder by path, and begins with a training loop. Existing \
      files are left alone.
      """)

  @Argument(help: "The package's name, such as Classifier, or a path that ends in it.")
  var name: String

  func run() async throws {
    try await reportingFaults {
      let folder = URL(filePath: name).standardizedFileURL
      let package = try NewPackage(in: folder, library: Workbook.find().root)
      try package.write()
      let place = PlayedProgram.name(of: folder)
      for path in package.files.keys.sorted() { Swift.print("Made \(place)/\(path)") }
      Swift.print(
        """

        Run it:  cd \(place) && swift run
        The first build takes some minutes, since it compiles Kindling; the next ones, seconds.
        """)
    }
  }
}
