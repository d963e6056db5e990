import Foundation

extension Program {
  /// The same program under limits that the operating system keeps.
  ///
  /// A shell takes them from itself and then becomes the program, which costs a millisecond. At
  /// the time limit the program is ended by SIGXCPU; without memory it fails in its own way.
  public func limited(processorSeconds: Int, memoryMiB: Int) -> Program {
    var limited = self
    limited.executable = URL(filePath: "/bin/sh")
    limited.arguments =
      [
        "-c",
        "ulimit -S -t \(processorSeconds); ulimit -v \(memoryMiB << 10); ulimit -c 0; "
          + #"exec "$0" "$@""#,
        executable.path,
      ] + arguments
    return limited
  }
}
