import Course
import Foundation
import Grading
import Toolchain

/// Brings a later handout into the folder of an earlier one.
///
/// A file in which something was answered is never touched. What comes in is first copied into
/// `.handout/incoming`, which changes nothing; from then on each file is moved to its place in one
/// step. Interrupted before, an update has not happened; interrupted later, the next `grade`
/// finishes it.
public struct HandoutUpdate {
  private let folder: URL
  private let plan: UpdatePlan
  /// Held for as long as this is there, so that no two updates mix.
  private let lock: FolderLock

  private var incoming: URL { Self.incoming(in: folder) }

  private static func incoming(in folder: URL) -> URL {
    folder.appending(path: "\(Workbook.handout)/incoming")
  }

  /// The file that says that all is ready, and what to do.
  private static func planFile(in folder: URL) -> URL {
    incoming(in: folder).appending(path: "plan.json")
  }

  // MARK: Preparing

  /// Compares a folder with a later handout, and gets everything ready that comes in.
  ///
  /// Nothing of the folder's is changed yet. Throws a `HandoutError` when one of the two is no
  /// handout, when they are of different courses, or when the new one is damaged.
  public init(of folder: URL, with release: URL) throws {
    self.folder = folder
    let old = try HandoutManifest(of: folder)
    guard let lock = try FolderLock(folder.appending(path: Workbook.handout)) else {
      throw HandoutError("another update of this folder is running: nothing was changed")
    }
    self.lock = lock
    let new = try HandoutManifest(of: release)
    guard old.course == new.course else {
      throw HandoutError(
        "\(release.path) is a handout of \(new.course), and this folder is one of \(old.course)")
    }
    for (path, digest) in new.files.sorted(by: { $0.key < $1.key }) {
      let contents = try? Data(contentsOf: release.appending(path: path))
      guard contents.map({ "\(Digest($0))" }) == digest, Self.isInside(path) else {
        throw HandoutError(
          "\(release.path)/\(path) is not as it was handed out: nothing was changed; get the handout "
            + "again")
      }
    }
    plan = try UpdatePlan(folder, from: old, to: new, in: release)
    guard !isEmpty else { return }
    try prepare(from: release, new)
  }

  /// Whether a path leads into a handout, whatever is written in its manifest.
  private static func isInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
  }

  private func prepare(from release: URL, _ manifest: HandoutManifest) throws {
    let files = FileManager.default
    try? files.removeItem(at: incoming)
    do {
      for path in plan.incoming {
        try CourseFile(at: path, in: release).write(below: incoming.appending(path: "files"))
      }
      try CourseFile(HandoutManifest.path, try manifest.json)
        .write(below: incoming.appending(path: "files"))
      for (path, copy) in plan.kept {
        let file = try CourseFile(at: path, in: folder)
        try CourseFile(copy, file.contents, isExecutable: file.isExecutable)
          .write(below: incoming.appending(path: "files"))
      }
      for change in plan.changes {
        try CourseFile(change.path, change.text).write(below: incoming.appending(path: "files"))
      }
      try JSONEncoder().encode(plan).write(to: Self.planFile(in: folder), options: .atomic)
    } catch {
      try? files.removeItem(at: incoming)
      throw error
    }
  }

  // MARK: Performing

  /// Whether the folder is up to date already.
  public var isEmpty: Bool { plan.isEmpty }

  /// What was done, or will be, in words.
  public var text: String { UpdateText(plan: plan).text }

  /// An update of a folder that was interrupted when all was ready; nil when there is none, or when
  /// it is still running.
  public init?(interruptedIn folder: URL) {
    guard let lock = try? FolderLock(folder.appending(path: Workbook.handout)),
      let data = try? Data(contentsOf: Self.planFile(in: folder)),
      let plan = try? JSONDecoder().decode(UpdatePlan.self, from: data)
    else { return nil }
    self.folder = folder
    self.plan = plan
    self.lock = lock
  }

  /// Moves everything to its place; what an earlier attempt has moved stays where it is.
  public func perform() throws {
    try perform(steps: .max)
  }

  /// As `perform`, ending after some steps as if it were interrupted.
  func perform(steps limit: Int) throws {
    var steps = 0
    // What is kept comes first, before anything takes its place; the manifest comes last, as until
    // then it says what the folder was handed out as.
    let moved =
      plan.kept.values.sorted() + plan.changes.map(\.path) + plan.incoming
      + [HandoutManifest.path]
    for path in moved {
      guard steps < limit else { return }
      steps += 1
      try move(path)
    }
    for path in plan.removed {
      guard steps < limit else { return }
      steps += 1
      try remove(path)
    }
    try FileManager.default.removeItem(at: incoming)
  }

  private func move(_ path: String) throws {
    let source = incoming.appending(path: "files/\(path)")
    guard FileManager.default.fileExists(atPath: source.path) else { return }
    let place = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    guard unsafe rename(source.path, place.path) == 0 else {
      throw HandoutError(unsafe "\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  /// Removes a file, and the folders that it leaves empty.
  private func remove(_ path: String) throws {
    let files = FileManager.default
    var place = folder.appending(path: path)
    guard files.fileExists(atPath: place.path) else { return }
    try files.removeItem(at: place)
    while true {
      place.deleteLastPathComponent()
      guard place.path != folder.path, unsafe rmdir(place.path) == 0 else { return }
    }
  }

  /// The handout around a folder in which an update was interrupted; nil when there is none.
  public static func interrupted(
    around directory: URL = URL(filePath: FileManager.default.currentDirectoryPath)
  ) -> HandoutUpdate? {
    var folder = directory.standardizedFileURL
    while folder.path != "/" {
      if let update = HandoutUpdate(interruptedIn: folder) { return update }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }
}
