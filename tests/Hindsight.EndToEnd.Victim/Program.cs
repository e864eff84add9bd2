using System.Diagnostics;
using Hindsight.EndToEnd.Victim;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;

// Trains the embedded default in FOLDER with tiny steps: to the end, to a stop after a step, or until it kills itself at a point (see KillSwitch).
// victim FOLDER STEPS [--kill POINT | --stop-after STEP | --watch-memory FILE]
string folder = Path.GetFullPath(args[0]);
int steps = int.Parse(args[1]);
string? Option(string name) => Array.IndexOf(args, name) is > 0 and var at ? args[at + 1] : null;

HindsightSettings settings = Presets.Create(Preset.Demo, embeddedPolicy: true);
settings.Training.Steps = steps;
settings.Training.GroupSize = 4;
settings.Training.PromptsPerStep = 2;
settings.Training.PromptsPerMiniBatch = 1;
settings.Checkpoints.Every = Option("--watch-memory") is null ? 1 : 50;
settings.Evaluation.MaxTasks = 4;
settings.Objective.KlCoefficient = 0.01; // a resumed run must go on against the reference that it began with; every mini-batch has a signal, and a step two optimiser steps
settings.Policy.Device = "cpu";
settings.Policy.Threads = 1;
settings.RunsFolder = folder;
settings.MakeAbsolute(Places.Current);

var killer = new KillSwitch(Option("--kill"));
using IDisposable transactions = DiagnosticListener.AllListeners.Subscribe(new TransactionWatch(killer));
await using ServiceProvider services = WorkerServices.Build(settings, Places.Current, TimeProvider.System, _ => { });
TrainingParts parts = services.GetRequiredService<TrainingParts>();
using var stop = new CancellationTokenSource();
ITrainingObserver observer = Option("--stop-after") is { } last ? new StopAfter(int.Parse(last), stop)
    : Option("--watch-memory") is { } path ? new MemoryWatch(path)
    : killer;
parts = parts with
{
    Policy = new KillingPolicy(parts.Policy, killer),
    Learner = new KillingLearner(parts.Learner, parts.Policy, killer),
    Grader = new KillingGrader(parts.Grader, killer),
    Store = new KillingStore(parts.Store, killer),
    Observer = observer,
};
var run = new RunRecord { Id = "run", StartedAt = DateTimeOffset.UnixEpoch, Seed = settings.Seed, Configuration = "{}", PromptsHash = "" };
await new TrainingLoop(parts, settings.ToTrainingSettings()).RunAsync(
    run, new RunFolder(Path.Combine(folder, run.Id)), services.GetRequiredService<Hindsight.Worker.Runs.TaskSource>().Tasks, new TrainingStop(stop.Token, CancellationToken.None));
