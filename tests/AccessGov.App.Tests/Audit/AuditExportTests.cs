using AccessGov.App.Audit;
using AccessGov.App.Failures;
using AccessGov.Core.Audit;

namespace AccessGov.App.Tests.Audit;

public sealed class AuditExportTests
{
    [Fact]
    public async Task A_chain_of_old_verifies_from_its_files_alone()
    {
        using var export = new SampleExport().Seal(8);
        Assert.Equal(8, await export.WriteAsync());
        var verified = Assert.IsType<AuditVerdict.Verified>(export.Verify());
        Assert.Equal((8L, 2L, 6L), (verified.Count, verified.Checkpoints, verified.Covered));
        Assert.Equal([export.Signer.Key], verified.SignedBy);
        Assert.Equal(
            ["README.txt", "checkpoints.ndjson", "facts.ndjson", "public-key.pem", "record.py"],
            System.IO.Directory.GetFiles(export.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_folder_whose_files_and_key_were_all_replaced_does_not_verify_against_the_key_on_record()
    {
        using var real = new SampleExport().Seal(3);
        using var forged = new SampleExport().Seal(3);
        await forged.WriteAsync();
        Assert.IsType<AuditVerdict.Verified>(forged.Verify());
        Assert.IsType<AuditVerdict.Broken>(forged.Verify(real.Signer.PublicKeyPem));
    }

    [Theory]
    [InlineData("facts.ndjson"), InlineData("checkpoints.ndjson"), InlineData("public-key.pem")]
    public async Task A_missing_file_is_named(string name)
    {
        using var export = new SampleExport().Seal(3);
        await export.WriteAsync();
        File.Delete(export.PathOf(name));
        Assert.Equal(name, Assert.IsType<AuditVerdict.Broken>(export.Verify()).File);
    }

    [Fact]
    public async Task An_export_is_open_to_its_owner_alone()
    {
        using var export = new SampleExport().Seal(3);
        await export.WriteAsync();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(export.Folder));
    }

    [Fact]
    public async Task An_export_is_never_mixed_with_another()
    {
        using var export = new SampleExport().Seal(3);
        await export.WriteAsync();
        var failure = await Assert.ThrowsAsync<OutsideFailureException>(export.WriteAsync);
        Assert.Equal("export-folder-in-use", failure.Kind.Code);
        Assert.IsType<AuditVerdict.Verified>(export.Verify());
    }

    [Fact]
    public async Task An_export_that_fails_half_way_leaves_nothing_behind()
    {
        using var export = new SampleExport().Seal(3);
        async IAsyncEnumerable<string> Breaking()
        {
            await Task.Yield();
            yield return export.Facts[0];
            throw new InvalidOperationException("the store went away");
        }
        await Assert.ThrowsAsync<InvalidOperationException>(() => export.WriteAsync(Breaking()));
        Assert.Equal(["keys"], System.IO.Directory.GetFileSystemEntries(Path.GetDirectoryName(export.Folder)!).Select(Path.GetFileName));
    }
}
