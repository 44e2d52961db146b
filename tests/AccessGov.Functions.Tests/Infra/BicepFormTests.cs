using System.Text.RegularExpressions;

namespace AccessGov.Functions.Tests.Infra;

/// <summary>What a compiler would say first: brackets, names, API versions.</summary>
public sealed partial class BicepFormTests
{
    /// <summary>Bicep's own functions and words that the file uses.</summary>
    private static readonly string[] Language =
    [
        "resourceGroup",
        "subscriptionResourceId",
        "uniqueString",
        "guid",
        "take",
        "toLower",
        "tenant",
        "empty",
        "description",
        "minLength",
        "maxLength",
        "allowed",
        "for",
        "in",
        "if",
        "param",
        "var",
        "resource",
        "output",
        "string",
        "int",
        "true",
        "false",
    ];

    [Fact]
    public void Brackets_and_quotes_close()
    {
        var open = new Stack<char>();
        foreach (var sign in BicepText.Bare)
        {
            if (sign is '{' or '[' or '(')
                open.Push(sign);
            if (sign is '}' or ']' or ')')
                Assert.Equal(
                    sign,
                    open.Pop() switch
                    {
                        '{' => '}',
                        '[' => ']',
                        var round => round == '(' ? ')' : '?',
                    }
                );
        }
        Assert.Empty(open);
        // Every text ends on its own line.
        Assert.DoesNotContain('\'', BicepText.Bare);
    }

    [Fact]
    public void Every_name_that_is_used_is_declared_and_every_one_declared_is_used()
    {
        // UiTexts that are no property (name:), no part of a path (a.b) and no name of an output.
        var code = Outputs().Replace(BicepText.Bare, "");
        var used = Names().Matches(code).Select(m => m.Value).Where(w => !Language.Contains(w)).ToHashSet();
        Assert.Empty(used.Except(BicepText.Declared));
        var bare = Declarations().Replace(BicepText.Bare, "");
        Assert.All(BicepText.Declared.Where(d => !Leaves.Contains(d)), name => Assert.Matches($@"\b{name}\b", bare));
    }

    [Fact]
    public void Every_resource_has_a_type_and_a_version()
    {
        var resources = Resources().Matches(BicepText.Code);
        Assert.Equal(Regex.Count(BicepText.Code, "^resource ", RegexOptions.Multiline), resources.Count);
        // One version a type: they were looked up together (infra/README.md).
        Assert.All(resources.GroupBy(m => m.Groups[1].Value), same => Assert.Single(same.Select(m => m.Groups[2].Value).Distinct()));
        var page = File.ReadAllText(Sample.InRepository("infra/README.md"));
        Assert.All(resources, m => Assert.Contains($"`{m.Groups[1].Value}@{m.Groups[2].Value}`", page, StringComparison.Ordinal));
    }

    /// <summary>Resources that nothing refers to.</summary>
    private static readonly string[] Leaves =
    [
        "operatorsUseBlobs",
        "operatorsUseQueues",
        "operatorsUseTables",
        "fileArrived",
        "appPublishesTelemetry",
        "vaultAudit",
        "poisonAlert",
        "stalePlanAlert",
        "failedSealAlert",
    ];

    [GeneratedRegex(@"(?<![\w.])[A-Za-z]\w*(?!\w*\s*:)")]
    private static partial Regex Names();

    [GeneratedRegex(@"^output \w+ string", RegexOptions.Multiline)]
    private static partial Regex Outputs();

    [GeneratedRegex(@"^(?:param|var|resource) \w+|for \w+ in", RegexOptions.Multiline)]
    private static partial Regex Declarations();

    [GeneratedRegex(@"^resource \w+ '([\w./]+)@(\d{4}-\d\d-\d\d(?:-preview)?)' = ", RegexOptions.Multiline)]
    private static partial Regex Resources();
}
