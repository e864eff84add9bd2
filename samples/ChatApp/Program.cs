// A chat app whose model is the trained policy, and which grades its own replies: dotnet run --project samples/ChatApp -- runs/RUN/policy
using Hindsight.Checks;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.SemanticKernel.Chat;
using Hindsight.SemanticKernel.Hosting;
using Hindsight.Torch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

string folder = args is [string path] ? path : throw new ArgumentException("usage: ChatApp POLICY-FOLDER");
using PolicyModel model = PolicyModel.Load(new PolicyOptions { Path = folder });
using var policy = new TorchPolicy(model, model.Tokenizer!);
HostApplicationBuilder app = Host.CreateApplicationBuilder();
app.Services.AddSingleton<IPolicy>(policy).AddHindsightPolicyChat(new PolicyChatOptions { Sampling = new() { MaxTokens = 96, Temperature = 0.7 } });
app.Services.AddHindsightChecks().AddHindsightRubrics("rubrics", standard: "reply").AddHindsightGrading(app.Configuration).AddKernel();
using IHost host = app.Build();
var kernel = host.Services.GetRequiredService<Kernel>();
var history = new ChatHistory();
while (Console.ReadLine() is { Length: > 0 } line)
{
    history.AddUserMessage(line);
    history.Add(await kernel.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync(history));
    Grade grade = await kernel.GetRequiredService<IGrader>().GradeAsync(history);
    Console.WriteLine($"> {history[^1].Content}\n  score {grade.Score?.ToString("0.00") ?? $"none: {grade.CauseDetail}"}");
    foreach (Verdict verdict in grade.Verdicts) Console.WriteLine($"  {verdict.Kind,-7} {verdict.CriterionId}: {verdict.Reason}");
}
