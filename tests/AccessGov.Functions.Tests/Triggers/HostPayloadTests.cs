using System.Text;
using AccessGov.Functions.Triggers;

namespace AccessGov.Functions.Tests.Triggers;

/// <summary>Payloads in the shapes that the host's own JSON libraries write.</summary>
public sealed class HostPayloadTests
{
    [Theory]
    [InlineData("""{"Data":{"item":"\"hello\""},"Metadata":{"DequeueCount":"1","Id":"\"800ae4b3\""}}""", "hello")]
    [InlineData(
        """{"Data":{"item":"\"{\\\"tenant\\\":\\\"suzaka\\\",\\\"n\\\":3}\""},"Metadata":{"n":"\"3\""}}""",
        """{"tenant":"suzaka","n":3}"""
    )]
    [InlineData("""{"Data":{"item":"\"[1,2]\""},"Metadata":{}}""", "[1,2]")]
    [InlineData("""{"Data":{"item":"[1,2]"},"Metadata":{}}""", "[1,2]")]
    [InlineData("""{"Data":{"item":"\"須坂市 𠮷田 \\\"x\\\"\""},"Metadata":{}}""", "須坂市 𠮷田 \"x\"")]
    public void A_queue_message_comes_out_as_it_was_sent(string payload, string message) => Assert.Equal(message, Read(payload).Item);

    [Fact]
    public void A_timer_has_no_message() =>
        Assert.Null(
            Read(
                """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}},"Metadata":{"sys":{}}}"""
            ).Item
        );

    [Fact]
    public void A_message_cannot_speak_through_the_metadata() =>
        Assert.Equal(
            "{\"Data\":1}",
            Read("""{"Data":{"item":"\"{\\\"Data\\\":1}\""},"Metadata":{"item":"\"forged\"","Data":"\"forged\""}}""").Item
        );

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"Data":null}""")]
    [InlineData("""{"Data":{}}""")]
    [InlineData("""{"Data":{"item":"\"open"}}""")]
    public void What_the_host_never_sends_is_refused(string payload) => Assert.Throws<FormatException>(() => Read(payload));

    [Fact]
    public void Deeply_nested_JSON_is_refused() =>
        Assert.Throws<FormatException>(() => Read("""{"Data":{"item":""" + new string('[', 100_000) + new string(']', 100_000) + "}}"));

    private static HostPayload Read(string text) => HostPayload.Read(Encoding.UTF8.GetBytes(text));
}
