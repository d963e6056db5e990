import Foundation

/// This program, started again: start-up time, threads and peak memory belong to a whole process.
struct ChildProcess {
  /// What it printed.
  let output: String
  /// The most memory it had at a time, in bytes. A process begins with its parent's count, so this
  /// is right only as long as the parent computes nothing itself.
  let peakMemory: Int

  /// Starts it and waits for its end. By the system's own calls: Foundation's `Process` takes
  /// several times as long as the program itself.
  init(_ words: String...) {
    let path = CommandLine.arguments[0]
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { Self.stop("cannot make a pipe", errno) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    for end in ends { unsafe posix_spawn_file_actions_addclose(&actions, end) }
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    var arguments = unsafe ([path] + words).map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var process = pid_t()
    let failure = unsafe posix_spawnp(&process, path, &actions, nil, &arguments, environ)
    guard failure == 0 else { Self.stop("cannot start \(path) again", failure) }
    close(ends[1])
    let reader = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
    output = String(decoding: reader.readDataToEndOfFile(), as: UTF8.self)
    var status: Int32 = 0
    var usage = rusage()
    unsafe wait4(process, &status, 0, &usage)
    guard status == 0 else {
      fatalError("\(words.joined(separator: " ")) ended with status \(status)")
    }
    #if os(macOS)
      peakMemory = usage.ru_maxrss
    #else
      peakMemory = usage.ru_maxrss << 10
    #endif
  }

  private static func stop(_ what: String, _ code: Int32) -> Never {
    fatalError(unsafe "\(what): \(String(cString: strerror(code)))")
  }
}
