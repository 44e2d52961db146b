using AccessGov.App.Events;
using AccessGov.App.Work;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Serve;

public sealed class InboxTests
{
    [Theory]
    [InlineData("fire/2026-04-01_人事.csv")]
    [InlineData("fire/2026-04-01_人事.XLSX")]
    public void A_well_named_file_says_whose_it_is_and_of_which_day(string name)
    {
        Assert.True(InboxFile.TryParse(Sample.Policy, name, out var file, out _));
        Assert.Equal(("fire", new DateOnly(2026, 4, 1)), (file.Source.Value, file.AsOf));
    }

    [Theory]
    [InlineData("../policy.yaml")]
    [InlineData("fire/../../2026-04-01_x.csv")]
    [InlineData("/fire/2026-04-01_x.csv")]
    [InlineData("fire\\2026-04-01_x.csv")]
    [InlineData("fire/.2026-04-01_x.csv")]
    [InlineData("fire//2026-04-01_x.csv")]
    [InlineData("fire/2026-04-01_x.csv/")]
    [InlineData("fire/2026-04-01_\u202Excsv.csv")]
    [InlineData("C:/2026-04-01_x.csv")]
    [InlineData("nobody/2026-04-01_x.csv")]
    [InlineData("fire/deeper/2026-04-01_x.csv")]
    [InlineData("fire/2026-02-30_x.csv")]
    [InlineData("fire/２０２６-04-01_x.csv")]
    [InlineData("fire/2026-04-01_x.exe")]
    [InlineData("fire/2026-04-01_x.xls")]
    [InlineData("fire/2026-04-01_x.xlsm")]
    [InlineData("2026-04-01_x.csv")]
    public void A_path_trick_or_a_name_against_the_rule_is_refused_with_the_reason(string name)
    {
        Assert.False(InboxFile.TryParse(Sample.Policy, name, out _, out var why));
        Assert.NotEmpty(why.InJapanese());
    }

    [Theory]
    [InlineData(
        """
            {"id":"1","topic":"/subscriptions/x","subject":"/blobServices/default/containers/hr-inbox/blobs/fire/2026-04-01_x.csv",
             "eventType":"Microsoft.Storage.BlobCreated",
             "data":{"api":"PutBlob","url":"https://a.blob.core.windows.net/hr-inbox/fire/2026-04-01_x.csv"}}
            """,
        "fire/2026-04-01_x.csv"
    )]
    [InlineData(
        """
            {"specversion":"1.0","id":"1","subject":"/blobServices/default/containers/hr-inbox/blobs/fire/2026-04-01_x.csv",
             "type":"Microsoft.Storage.BlobCreated","data":{}}
            """,
        "fire/2026-04-01_x.csv"
    )]
    [InlineData("""{"tenant":"suzaka","file":"fire/2026-04-01_x.csv"}""", "fire/2026-04-01_x.csv")]
    [InlineData(
        """{"id":"1","subject":"/blobServices/default/containers/hr-inbox/blobs/fire/x.csv","eventType":"Microsoft.Storage.BlobDeleted"}""",
        null
    )]
    [InlineData(
        """{"id":"1","subject":"/blobServices/default/containers/kept/blobs/ab/abcd","eventType":"Microsoft.Storage.BlobCreated"}""",
        null
    )]
    public async Task A_message_names_the_file(string message, string? name)
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        Assert.Equal(name, InboxMessage.NameOf(installation.Workspace, message));
    }

    [Theory]
    [InlineData("""{"tenant":"another","file":"fire/2026-04-01_x.csv"}""")]
    [InlineData("""{"tenant":"suzaka","file":"fire/2026-04-01_x.csv","extra":1}""")]
    [InlineData("""{"tenant":"suzaka"}""")]
    [InlineData("""{"tenant":null,"file":"x"}""")]
    [InlineData("fire/2026-04-01_x.csv")]
    [InlineData("[]")]
    public async Task Another_tenants_or_a_shapeless_message_is_refused(string message)
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        Assert.Throws<FormatException>(() => InboxMessage.NameOf(installation.Workspace, message));
    }
}
