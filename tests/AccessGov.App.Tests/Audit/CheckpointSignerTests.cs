using AccessGov.App.Audit;
using AccessGov.App.Failures;

namespace AccessGov.App.Tests.Audit;

public sealed class CheckpointSignerTests
{
    [Fact]
    public void A_missing_key_is_made_once_and_belongs_to_its_owner_alone()
    {
        using var sample = new SampleExport();
        using var again = CheckpointSigner.OpenOrCreate(sample.KeyFile);
        Assert.Equal(sample.Signer.Key, again.Key);
        Assert.Equal([sample.KeyFile], System.IO.Directory.GetFiles(Path.GetDirectoryName(sample.KeyFile)!));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(sample.KeyFile));
    }

    [Fact]
    public async Task Programs_that_start_at_once_share_one_key()
    {
        using var sample = new SampleExport();
        var file = sample.KeyFile + "2";
        var signers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => CheckpointSigner.OpenOrCreate(file))));
        Assert.Single(signers.Select(s => s.Key).Distinct());
        foreach (var signer in signers)
            signer.Dispose();
    }

    [Fact]
    public void A_secret_for_another_purpose_is_the_keys_and_the_purposes_own()
    {
        using var sample = new SampleExport();
        using var again = CheckpointSigner.Open(sample.KeyFile);
        using var other = CheckpointSigner.OpenOrCreate(sample.KeyFile + "2");
        var secret = sample.Signer.Derive("cookies", 32);
        Assert.Equal(secret, again.Derive("cookies", 32));
        Assert.Equal(32, secret.Length);
        Assert.NotEqual(secret, again.Derive("tokens", 32));
        Assert.NotEqual(secret, other.Derive("cookies", 32));
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows guards the key by the folder's access list.");
            return;
        }
        using var sample = new SampleExport();
        File.SetUnixFileMode(sample.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Refused("signing-key-exposed", sample.KeyFile);
    }

    [Theory]
    [InlineData("PUBLIC"), InlineData("P-384"), InlineData("RSA"), InlineData("nonsense"), InlineData("")]
    public void A_file_that_holds_no_fitting_private_key_is_refused_and_not_quoted(string what)
    {
        using var sample = new SampleExport();
        using var p384 = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        File.WriteAllText(
            sample.KeyFile,
            what switch
            {
                "PUBLIC" => sample.Signer.PublicKeyPem,
                "P-384" => p384.ExportPkcs8PrivateKeyPem(),
                "RSA" => rsa.ExportPkcs8PrivateKeyPem(),
                _ => what,
            }
        );
        var failure = Refused("signing-key-unusable", sample.KeyFile);
        Assert.DoesNotContain("BEGIN", failure.ToString(), StringComparison.Ordinal);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public void A_key_that_must_exist_is_not_made()
    {
        using var sample = new SampleExport();
        Refused("file-missing", sample.KeyFile + ".none");
        Assert.False(File.Exists(sample.KeyFile + ".none"));
    }

    private static OutsideFailureException Refused(string code, string path)
    {
        var failure = Assert.Throws<OutsideFailureException>(() => CheckpointSigner.Open(path).Dispose());
        Assert.Equal(code, Assert.IsType<OutsideFailure.Permanent>(failure.Kind).Code);
        return failure;
    }
}
