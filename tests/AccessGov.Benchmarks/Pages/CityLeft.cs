using System.Text.Json.Nodes;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.Demo;

namespace AccessGov.Benchmarks.Pages;

/// <summary>Whose pages are looked at in the city that the demo left.</summary>
/// <param name="Staff">Somebody who may do nothing besides.</param>
/// <param name="Approvers">Who approve.</param>
/// <param name="Operator">Somebody who operates.</param>
internal sealed record CityLeft(EmployeeId Staff, IReadOnlyList<EmployeeId> Approvers, EmployeeId Operator)
{
    /// <summary>
    /// Lets the demo tell its story in the folder unless it did: 10,000 people take minutes, since the tenant takes 20 writes a second.
    /// The story stands in the folder.
    /// </summary>
    public static async Task<CityLeft> OpenAsync(DemoFolder folder, int staff)
    {
        var settings = new CitySettings(staff);
        // Written at the story's end.
        if (!File.Exists(Path.Combine(folder.Root, "summary.json")))
        {
            var screen = Console.Out;
            Console.WriteLine($"The demo makes {folder.Root} …");
            using var told = new StringWriter();
            Console.SetOut(told);
            try
            {
                var broken = await new DemoStory(settings, folder, record: null, pauses: false).TellAsync();
                if (broken.Count > 0)
                    throw new InvalidOperationException($"The demo broke promises: {string.Join("; ", broken)}");
            }
            finally
            {
                Console.SetOut(screen);
                await File.WriteAllTextAsync(Path.Combine(folder.Root, "story.txt"), told.ToString());
            }
        }
        var operators = JsonNode.Parse(await File.ReadAllTextAsync(folder.Settings))!["operators"]!.AsObject();
        var named = operators.Select(o => new EmployeeId((string)((o.Value as JsonObject)?["worker"] ?? o.Value)!)).ToArray();
        var author = new EmployeeId((string)operators[Environment.UserName]!);
        // Somebody with an office and nothing to decide.
        var other = new PretendCity(settings).People().First(p => p.Event == CityEvent.Stays && !named.Contains(p.Before!.Id));
        return new CityLeft(other.Before!.Id, [.. named.Where(n => n != author)], author);
    }
}
