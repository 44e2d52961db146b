using System.Text.Json;
using AccessGov.Core.Directory;

namespace AccessGov.Core.Tests.Kernel;

public sealed class TextPoolTests
{
    private readonly TextPool pool = new();

    [Fact]
    public void A_text_that_comes_twice_is_one_string()
    {
        Assert.Equal("総務課", Read("\"総務課\""));
        Assert.Same(Read("\"総務課\""), Read("\"\\u7dcf務課\""));
        Assert.NotSame(Read("\"総務課\""), Read("\"総務\""));
    }

    [Fact]
    public void Null_is_no_text() => Assert.Equal("", Read("null"));

    [Fact]
    public void A_long_text_is_read_and_not_kept()
    {
        var text = new string('あ', 300);
        Assert.Equal(text, Read($"\"{text}\""));
        Assert.NotSame(Read($"\"{text}\""), Read($"\"{text}\""));
    }

    [Fact]
    public void What_is_no_text_is_a_mistake_of_the_caller() => Assert.Throws<InvalidOperationException>(() => Read("1"));

    private string Read(string json)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
        Assert.True(reader.Read());
        return pool.Read(ref reader);
    }
}
