using Metrology.Fault.Worker;

// Does one thing of the product in a data folder and says what it has acknowledged, one line each. It kills itself with SIGKILL at a named step.
// Arguments: task, data folder, step (or "-"), which time that step is reached.
var (task, folder, step, times) = (args[0], args[1], args[2], int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture));
using var kill = new KillPoint(step, times);
await WorkerTasks.RunAsync(task, folder, kill);
return 0;
