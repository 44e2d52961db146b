using AccessGov.App.Settings;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Settings;

public sealed class CredentialTests
{
    [Fact]
    public void A_credential_that_systemd_hands_over_is_the_secret_without_its_last_line_break()
    {
        using var folder = new TestFolder();
        folder.Keep("A_SECRET_OF_THIS_TEST", "handed over\n"u8.ToArray());
        Assert.Equal("handed over", Credential.Find("A_SECRET_OF_THIS_TEST", folder.Path));
        Assert.Null(Credential.Find("ANOTHER_SECRET_OF_THIS_TEST", folder.Path));
        Assert.Null(Credential.Find("A_SECRET_OF_THIS_TEST", null));
    }
}
