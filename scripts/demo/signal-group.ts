// Tells a whole process group, so that children of children hear it too. Its leader must have been started as one
// (`detached`), otherwise the group is our own.
export function signalGroup(leaderPid: number, signal: NodeJS.Signals): void {
  try {
    // Windows has no groups; there the leader alone is ended.
    process.kill(process.platform === 'win32' ? leaderPid : -leaderPid, signal);
  } catch (error) {
    // ESRCH: all of it is gone already, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
