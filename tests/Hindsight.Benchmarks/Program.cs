using System.CommandLine;
using Hindsight.Benchmarks;

var root = new RootCommand("Measures this machine: each command prints one JSON line.")
{
    ChecksCommand.Create(),
    DecodeCommand.Create(),
    PrefillCommand.Create(),
    LearnCommand.Create(),
    StepCommand.Create(),
    JudgeCommand.Create(),
    JudgeServer.Command(),
};
return await root.Parse(args).InvokeAsync();
