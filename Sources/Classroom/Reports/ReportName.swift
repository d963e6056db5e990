import Foundation
import Toolchain

/// The name of a student's report file, without its extension.
enum ReportName {
  /// With an extension and what a copy's name may add, this fits every file system.
  private static let lengthLimit = 200

  /// A name that a file can have, the same in every run and another for every student.
  ///
  /// It is the student's key where that will do; else as much of it as will, and its digest.
  static func of(_ key: String) -> String {
    var name = String(key.map { $0 == "/" || $0 == "\0" ? "_" : $0 })
    while name.hasPrefix(".") || name.hasPrefix("-") { name.removeFirst() }
    while name.utf8.count > lengthLimit { name.removeLast() }
    if name == key, !name.isEmpty, !name.lowercased().hasSuffix(".json") { return name }
    return "\(name.isEmpty ? "student" : name)-\(Digest(key))"
  }
}
