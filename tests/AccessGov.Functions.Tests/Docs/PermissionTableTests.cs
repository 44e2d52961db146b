using AccessGov.App.Directory.Entra.Wire;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Docs;

/// <summary>
/// The table says what the metadata says; that it says what the program asks is in <see cref="App.Tests.Directory.IdentityTests"/>.
/// </summary>
public sealed class PermissionTableTests
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
            Assert.Contains(
                $"grant \"$(out {role.Key.ToString().ToLowerInvariant()}PrincipalId)\" {string.Join(' ', role.Distinct())}",
                page,
                StringComparison.Ordinal
            );
    }
}
