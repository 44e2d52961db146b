using System.Text;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

public class TextTests
{
    [Theory]
    [InlineData(new byte[] { 0xFB, 0xFC }, "髙")]
    [InlineData(new byte[] { 0xEE, 0xE0 }, "髙")]
    [InlineData(new byte[] { 0xFA, 0xB1 }, "﨑")]
    [InlineData(new byte[] { 0xED, 0x95 }, "﨑")]
    [InlineData(new byte[] { 0x87, 0x90 }, "≒")]
    [InlineData(new byte[] { 0x81, 0xE0 }, "≒")]
    [InlineData(new byte[] { 0x87, 0x54 }, "Ⅰ")]
    [InlineData(new byte[] { 0xFA, 0x4A }, "Ⅰ")]
    [InlineData(new byte[] { 0x81, 0x45 }, "・")]
    [InlineData(new byte[] { 0xB1, 0xDE }, "ｱﾞ")]
    [InlineData(new byte[] { 0xF0, 0x40 }, "\uE000")]
    public void Both_byte_forms_of_a_legal_character_decode(byte[] bytes, string text) =>
        Assert.Equal(new TextRead.Whole(text), Cp932.Decode(bytes));

    [Fact]
    public void Every_character_of_the_NEC_selection_decodes()
    {
        // 374 characters (Microsoft's table of code page 932), rows ED and EE.
        var legal = 0;
        for (var lead = 0xED; lead <= 0xEE; lead++)
            for (var trail = 0x40; trail <= 0xFC; trail++)
                if (trail != 0x7F && Cp932.Decode([(byte)lead, (byte)trail]) is TextRead.Whole)
                    legal++;
        Assert.Equal(374, legal);
    }

    [Theory]
    [InlineData(new byte[] { 0x41, 0x0A, 0x81, 0xAD }, 2, 2)]
    [InlineData(new byte[] { 0xEB, 0xA1 }, 0, 1)]
    [InlineData(new byte[] { 0x41, 0x83 }, 1, 1)]
    [InlineData(new byte[] { 0x0A, 0x0A, 0x80 }, 2, 3)]
    [InlineData(new byte[] { 0xA0 }, 0, 1)]
    [InlineData(new byte[] { 0xFF }, 0, 1)]
    public void A_byte_without_meaning_is_refused_with_its_place(byte[] bytes, int offset, int line)
    {
        var refused = Assert.IsType<TextRead.Refused>(Cp932.Decode(bytes));
        Assert.Equal((offset, line), (refused.ByteOffset, refused.Line));
        Assert.Contains($"byte {offset + 1}:", refused.Reason.InEnglish());
    }

    [Fact]
    public void Utf8_is_read_with_and_without_BOM()
    {
        var text = Encoding.UTF8.GetBytes("髙橋");
        Assert.Equal(new TextRead.Whole("髙橋"), FileText.Decode(text, TextEncoding.Utf8));
        Assert.Equal(new TextRead.Whole("髙橋"), FileText.Decode([.. Encoding.UTF8.Preamble, .. text], TextEncoding.Utf8));
    }

    [Fact]
    public void A_wrong_encoding_is_refused_and_named()
    {
        var utf8 = Encoding.UTF8.GetBytes("職員番号,氏名\n");
        Assert.Contains("is UTF-8", Refused(utf8, TextEncoding.Cp932).Reason.InEnglish());
        Assert.Contains("reads as CP932", Refused(Delivery.Cp932("a\n職員番号,氏名\n"), TextEncoding.Utf8).Reason.InEnglish());
        Assert.Equal(2, Refused(Delivery.Cp932("a\n職員番号,氏名\n"), TextEncoding.Utf8).Line);
        Assert.Contains(
            "UTF-16",
            Refused([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("職員")], TextEncoding.Utf8).Reason.InEnglish()
        );
        Assert.Contains("Byte 5 is zero", Refused("PK\u0003\u0004\0"u8.ToArray(), TextEncoding.Utf8).Reason.InEnglish());
    }

    private static TextRead.Refused Refused(byte[] bytes, TextEncoding encoding) =>
        Assert.IsType<TextRead.Refused>(FileText.Decode(bytes, encoding));
}
