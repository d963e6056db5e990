import ArgumentParser
import Course
import Foundation
import Handouts

/// `grade update HANDOUT`.
struct UpdateHandout: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Brings a later handout into this folder; your answers are never touched.",
    discussion: """
      Exercises that you have not begun, the library, tests and lessons are replaced; files of your \
      own stay. Where an exercise that you have answered has changed, the change is shown, and \
      written to the folder `changes`.
      """)

  @Argument(help: "The new handout's folder.", completion: .directory)
  var handout: String

  @Option(help: "The folder to update; the one around you by default.", completion: .directory)
  var folder: String?

  func run() throws {
    let root = try folder.map { URL(filePath: $0).standardizedFileURL } ?? Workbook.find().root
    if let interrupted = HandoutUpdate(interruptedIn: root) { try interrupted.perform() }
    let update = try HandoutUpdate(of: root, with: URL(filePath: handout).standardizedFileURL)
    if !update.isEmpty { try update.perform() }
    print(update.text, terminator: "")
  }
}
