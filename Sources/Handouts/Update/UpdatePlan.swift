import Course
import Foundation
import Toolchain

/// What an update does to a folder, decided before anything is changed.
///
/// It is kept in `.handout/incoming` with the files that come in, so that an update that was
/// interrupted can go on without the handout that it is from.
struct UpdatePlan: Codable, Equatable {
  /// What becomes of an exercise.
  enum Fate: String, Codable {
    case new
    case replaced
    /// Answered, and as it was handed out it has changed.
    case shown
    /// Answered, and no longer part of the handout.
    case left
    /// Not answered, and no longer part of the handout.
    case removed
    /// The student had a file at its place before it was handed out.
    case inTheWay
  }

  /// An exercise of which there is something to say.
  struct Exercise: Codable, Equatable {
    let path: String
    let fate: Fate
    /// The file that shows the change, and its text.
    var change: Change?
  }

  struct Change: Codable, Equatable {
    let path: String
    let text: String
  }

  /// The files that come in from the handout.
  var incoming: [String] = []
  /// The files that go.
  var removed: [String] = []
  /// Files that the student has changed and that come in all the same: where each is kept.
  var kept: [String: String] = [:]
  var exercises: [Exercise] = []

  /// The changes of exercises that are shown.
  var changes: [Change] { exercises.compactMap(\.change) }

  /// Whether there is nothing to do.
  var isEmpty: Bool { self == UpdatePlan() }

  /// Whether the programs have to be built again.
  var changesPrograms: Bool {
    (incoming + removed).contains { $0.hasPrefix("Sources/") || $0 == "Package.swift" }
  }

  init() {}

  /// Compares a folder with what it was handed out as, and with what comes in.
  init(_ folder: URL, from old: HandoutManifest, to new: HandoutManifest, in release: URL) throws {
    let state = FolderState(folder: folder, old: old)
    for (path, digest) in new.files.sorted(by: { $0.key < $1.key }) {
      try state.checkPlace(path)
      let current = state.digest(path)
      guard current != digest else { continue }
      let isUntouched = current == nil || current == old.files[path]
      if HandoutManifest.isExercise(path) {
        guard isUntouched else {
          if let exercise = try state.shown(path, digest, in: release) {
            exercises.append(exercise)
          }
          continue
        }
        exercises.append(
          Exercise(path: path, fate: old.files[path] == nil || current == nil ? .new : .replaced))
      } else if !isUntouched {
        kept[path] = state.placeToKeep(path)
      }
      incoming.append(path)
    }
    for path in old.files.keys.sorted() where new.files[path] == nil {
      guard let current = state.digest(path) else { continue }
      let isUntouched = current == old.files[path]
      if HandoutManifest.isExercise(path) {
        exercises.append(Exercise(path: path, fate: isUntouched ? .removed : .left))
        guard isUntouched else { continue }
      } else if !isUntouched {
        kept[path] = state.placeToKeep(path)
      }
      removed.append(path)
    }
    exercises.sort { $0.path.localizedStandardCompare($1.path) == .orderedAscending }
  }
}

/// The folder to update, as it is now.
private struct FolderState {
  let folder: URL
  let old: HandoutManifest

  private func url(_ path: String) -> URL { folder.appending(path: path) }

  func digest(_ path: String) -> String? {
    (try? Data(contentsOf: url(path))).map { "\(Digest($0))" }
  }

  /// Throws a `HandoutError` when no file can go to a path.
  func checkPlace(_ path: String) throws {
    var place = ""
    for name in path.split(separator: "/") {
      place += place.isEmpty ? "\(name)" : "/\(name)"
      var isFolder: ObjCBool = false
      guard unsafe FileManager.default.fileExists(atPath: url(place).path, isDirectory: &isFolder)
      else {
        return
      }
      guard isFolder.boolValue == (place != path) else {
        throw HandoutError(
          "\(place) is \(isFolder.boolValue ? "a folder" : "a file") of yours where the handout has "
            + "\(isFolder.boolValue ? "a file" : "a folder"): nothing was changed; move it elsewhere "
            + "and update again")
      }
    }
  }

  /// What to show of an exercise that the student has answered; nil when it has not changed.
  func shown(_ path: String, _ digest: String, in release: URL) throws -> UpdatePlan.Exercise? {
    guard let handedOut = old.files[path] else {
      return UpdatePlan.Exercise(path: path, fate: .inTheWay)
    }
    guard handedOut != digest else { return nil }
    let module = (path as NSString).lastPathComponent.replacing(".swift", with: "")
    let skeleton = url("\(Workbook.handout)/skeletons/\(module).swift")
    let before = try? String(contentsOf: skeleton, encoding: .utf8)
    let after = try String(contentsOf: release.appending(path: path), encoding: .utf8)
    var exercise = UpdatePlan.Exercise(path: path, fate: .shown)
    if let before {
      exercise.change = UpdatePlan.Change(
        path: free { "changes/\(module)\($0).diff" },
        text: LineDiff(from: before, to: after, path: path).text)
    }
    return exercise
  }

  /// Where a file of the student's is kept.
  func placeToKeep(_ path: String) -> String { free { ".grade/kept/\(path)\($0)" } }

  /// The first of some paths at which there is nothing.
  private func free(_ path: (_ ending: String) -> String) -> String {
    var number = 1
    var place = path("")
    while FileManager.default.fileExists(atPath: url(place).path) {
      number += 1
      place = path("-\(number)")
    }
    return place
  }
}
