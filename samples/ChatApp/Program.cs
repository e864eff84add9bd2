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

if (args is not [string folder])
{
    Console.Error.WriteLine("usage: ChatApp POLICY-FOLDER");
    return 2;
}
using PolicyModel model = PolicyModel.Load(new PolicyOptions { Path = folder });
using var policy = new TorchPolicy(model, model.Tokenizer!);

HostApplicationBuilder builder = Host.CreateApplicationBuilder();
builder.Services.AddSingleton<IPolicy>(policy).AddHindsightPolicyChat(new PolicyChatOptions { Sampling = new() { MaxTokens = 96, Temperature = 0.7 } });
builder.Services.AddHindsightChecks().AddHindsightGrading(builder.Configuration).AddKernel();
builder.Services.AddSingleton<IRubricSource>(services =>
    RubricCatalog.Load(Path.Combine(AppContext.BaseDirectory, "rubrics"), services.GetRequiredService<ICheckRegistry>(), standard: "reply"));
using IHost host = builder.Build();
var chat = host.Services.GetRequiredService<Kernel>().GetRequiredService<IChatCompletionService>();
var grader = host.Services.GetRequiredService<IGrader>();

var history = new ChatHistory();
while (Console.ReadLine() is { Length: > 0 } line)
{
    history.AddUserMessage(line);
    var task = new TrainingTask { Id = "chat", Messages = [.. history.Select(m => new ChatMessage(m.Role.Label, m.Content ?? ""))] };
    ChatMessageContent reply = await chat.GetChatMessageContentAsync(history);
    history.Add(reply);
    Console.WriteLine($"> {reply.Content}");

    Grade grade = await grader.GradeAsync(task, (Sample)reply.Metadata![PolicyChatCompletionService.SampleKey]!, CancellationToken.None);
    Console.WriteLine($"  score {grade.Score?.ToString("0.00") ?? $"none: {grade.CauseDetail}"}");
    foreach (Verdict verdict in grade.Verdicts)
        Console.WriteLine($"  {verdict.Kind,-7} {verdict.CriterionId}: {verdict.Reason}");
}
return 0;
