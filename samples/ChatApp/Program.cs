// A chat app whose model is the trained policy, and which grades its own replies: dotnet run --project samples/ChatApp -- runs/RUN/policy
using Hindsight.Checks;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Chat;
using Hindsight.SemanticKernel.Hosting;
using Hindsight.Tasks;
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
app.Services.AddHindsightChecks().AddHindsightGrading(app.Configuration).AddKernel();
app.Services.AddSingleton<IRubricSource>(s => RubricCatalog.Load(Path.Combine(AppContext.BaseDirectory, "rubrics"), s.GetRequiredService<ICheckRegistry>(), standard: "reply"));
using IHost host = app.Build();
var kernel = host.Services.GetRequiredService<Kernel>();
var history = new ChatHistory();
while (Console.ReadLine() is { Length: > 0 } line)
{
    history.AddUserMessage(line);
    var task = new TrainingTask { Id = "chat", Messages = [.. history.Select(m => new ChatMessage(m.Role.Label, m.Content ?? ""))] };
    ChatMessageContent reply = await kernel.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync(history);
    history.Add(reply);
    Grade grade = await kernel.GetRequiredService<IGrader>().GradeAsync(task, (Sample)reply.Metadata![PolicyChatCompletionService.SampleKey]!, CancellationToken.None);
    Console.WriteLine($"> {reply.Content}\n  score {grade.Score?.ToString("0.00") ?? $"none: {grade.CauseDetail}"}");
    foreach (Verdict verdict in grade.Verdicts) Console.WriteLine($"  {verdict.Kind,-7} {verdict.CriterionId}: {verdict.Reason}");
}
