import Foundation

/// How the reader of a message can start this program.
public enum ProgramSpelling {
  /// The program's name where the PATH leads from it to this program, else the path by which it was
  /// called, seen from the working folder.
  public static func spelling(
    of name: String,
    called argument: String = CommandLine.arguments[0],
    executable: URL? = Bundle.main.executableURL,
    path: String = ProcessInfo.processInfo.environment["PATH"] ?? "",
    directory: String = FileManager.default.currentDirectoryPath
  ) -> String {
    guard argument.contains("/") else { return name }
    if let found = SwiftToolchain.executable(named: name, path: path), let executable,
      found.resolvingSymlinksInPath().path == executable.resolvingSymlinksInPath().path
    {
      return name
    }
    let inside = directory.hasSuffix("/") ? directory : directory + "/"
    let relative =
      argument.hasPrefix(inside) ? String(argument.dropFirst(inside.count)) : argument
    return quoted(relative.contains("/") ? relative : "./\(relative)")
  }

  /// A path as a shell reads it.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-+@%".contains($0) }
    return isPlain ? path : "'\(path.replacing("'", with: #"'\''"#))'"
  }
}
