using Hindsight.Worker.Commands;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;

return await CommandLine.RunAsync(args, new WorkerContext(Terminal.OfProcess(), Places.Current, TimeProvider.System)).ConfigureAwait(false);
