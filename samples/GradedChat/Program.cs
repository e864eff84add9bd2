// A chat app on Semantic Kernel. The two lines with a + are all that it takes to grade its replies by rubrics/reply.yaml; settings stand in appsettings.json.
using Hindsight.Checks;
using Hindsight.Grading;
using Hindsight.SemanticKernel.Chat;
using Hindsight.SemanticKernel.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

HostApplicationBuilder app = Host.CreateApplicationBuilder(args);
app.Services.AddKernel().AddOpenAIChatCompletion(app.Configuration["Chat:Model"]!, new Uri(app.Configuration["Chat:Endpoint"]!), app.Configuration["Chat:Key"]);
app.Services.AddHindsightChecks().AddHindsightRubrics("rubrics", standard: "reply").AddHindsightGrading(app.Configuration); // +
using IHost host = app.Build();
var kernel = host.Services.GetRequiredService<Kernel>();
var history = new ChatHistory("You answer for an order desk.");
while (Console.ReadLine() is { Length: > 0 } line)
{
    history.AddUserMessage(line);
    history.Add(await kernel.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync(history, kernel: kernel));
    Grade grade = await kernel.GetRequiredService<IGrader>().GradeAsync(history); // +
    Console.WriteLine($"> {history[^1].Content}\n  score {grade.Score?.ToString("0.00") ?? $"none: {grade.CauseDetail}"}");
    foreach (Verdict verdict in grade.Verdicts) Console.WriteLine($"  {verdict.Kind,-7} {verdict.CriterionId}: {verdict.Reason}");
}
