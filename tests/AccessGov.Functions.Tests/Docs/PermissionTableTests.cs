using System.Text.RegularExpressions;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Docs;

/// <summary>
/// The table says what the metadata says; that it says what the program asks is in <see cref="App.Tests.Directory.IdentityTests"/>.
/// </summary>
public sealed partial class PermissionTableTests
{
    [Fact]
    public void A_row_that_leans_on_the_metadata_is_in_it()
    {
        Assert.Equal(14, PermissionTable.Rows.Count);
        foreach (var row in PermissionTable.Rows)
        {
            Assert.NotEmpty(row.Operations);
            foreach (var operation in row.Operations)
            {
                var named = PermissionTable.Facts[operation];
                if (row.IsFromMetadata)
                    Assert.Contains(row.Permission, named!);
                else
                    Assert.DoesNotContain(row.Permission, named ?? []);
            }
        }
    }

    [Fact]
    public void No_identity_is_given_what_the_program_would_refuse() =>
        Assert.All(PermissionTable.Rows, row => Assert.Empty(PermissionCheck.TooMuch([row.Permission], row.Role)));

    [Fact]
    public void The_installation_notes_grant_the_same()
    {
        var page = File.ReadAllText(Sample.InRepository("infra/README.md"));
        foreach (var role in PermissionTable.Rows.GroupBy(r => r.Role, r => r.Permission))
            Assert.Equal(role.Distinct().Order(), GrantedIn(page, $"out {role.Key.ToString().ToLowerInvariant()}PrincipalId").Order());
    }

    /// <summary>What one setting alone needs is granted to nobody who merely copies the lines.</summary>
    [Theory]
    [InlineData("infra/README.md", "out readerPrincipalId")]
    [InlineData("docs/installation.md", "out readerPrincipalId")]
    [InlineData("docs/installation.md", "cat reader.principal")]
    public void Whoever_copies_the_notes_grants_the_reader_what_every_installation_needs(string path, string principal)
    {
        var rows = File.ReadLines(Sample.InRepository("docs/operations.md"))
            .Where(l => l.StartsWith("| reader | `", StringComparison.Ordinal))
            .ToLookup(l => l.Split('`')[1], l => l.Contains("Only with `directory:", StringComparison.Ordinal));
        Assert.Equal(
            rows.Where(r => r.Contains(false)).Select(r => r.Key).Order(),
            GrantedIn(
                    string.Join(
                        '\n',
                        File.ReadLines(Sample.InRepository(path)).Where(l => l.StartsWith("grant ", StringComparison.Ordinal))
                    ),
                    principal
                )
                .Order()
        );
    }

    private static IEnumerable<string> GrantedIn(string text, string principal) =>
        Grants().Matches(text).Where(g => g.Groups[1].Value == principal).SelectMany(g => g.Groups[2].Value.Trim().Split(' '));

    [GeneratedRegex("""grant "\$\(([^)]+)\)" ((?:[A-Z][A-Za-z.-]+ ?)+)""")]
    private static partial Regex Grants();
}
