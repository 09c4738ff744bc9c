using System.Text;
using System.Text.RegularExpressions;
using Metrology.Dcc.Canonical;
using Metrology.Dcc.Tests.Samples;
using Metrology.Testing;

namespace Metrology.Dcc.Tests.Canonical;

public partial class CanonicalXmlTests
{
    private static readonly Dictionary<CanonicalForm, string> Switches = new()
    {
        [CanonicalForm.Inclusive10] = "--c14n",
        [CanonicalForm.Inclusive11] = "--c14n11",
        [CanonicalForm.Exclusive10] = "--exc-c14n",
    };

    public static TheoryData<string> Crafted() =>
    [
        "<a/>",
        "<?xml version=\"1.0\"?>\n<?p  x?>\n<!-- before -->\n<a>\r\n</a>\n<!-- after -->\n<?q?>\n",
        "<b:a xmlns:b='urn:b' xmlns='urn:d' xmlns:c='urn:c'><c:x xmlns:c='urn:c' b:z='1' z='2' a='3' c:a='4'/><y xmlns=''><z xmlns='urn:d'/></y></b:a>",
        "<a xmlns:x='urn:1'><x:b xmlns:x='urn:2'><x:c xmlns:x='urn:1'/></x:b></a>",
        "<a xml:lang='zh' xml:space='preserve' xml:base='http://example.org/a/'><b xml:base='../b' xml:id='i'>t</b></a>",
        "<a b='&#9;&#10;&#13;&lt;&gt;&amp;&quot;&apos;' c=\"'\">&#13;&lt;&gt;&amp;&quot;<![CDATA[<&>]]]]><![CDATA[>]]></a>",
        "<a xmlns='urn:b' xmlns:计='urn:a'><计:量 计:值='示例 𠮷'>𠮷</计:量></a>",
        "<a 计='1' b='3' 名='2' B='4'/>",
        "<a><?pi a&#13;b ?><!--&amp;-->x<?z?></a>",
        "<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:a='1'/>",
    ];

    [Theory]
    [MemberData(nameof(Crafted))]
    public void Crafted_documents_are_written_as_xmllint_writes_them(string xml) => Same(Encoding.UTF8.GetBytes(xml));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_documents_are_written_as_xmllint_writes_them(int block)
    {
        foreach (var seed in Enumerable.Range(block * 6, 6))
            Same(Encoding.UTF8.GetBytes(new RandomXml(seed).Document()));
    }

    [Fact]
    public void A_certificate_is_written_as_xmllint_writes_it() => Same(Dcc.Writing.DccWriter.Write(Certificates.Pile()).Value);

    [Theory]
    [InlineData("http://www.w3.org/TR/2001/REC-xml-c14n-20010315", CanonicalForm.Inclusive10, false)]
    [InlineData("http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments", CanonicalForm.Inclusive10, true)]
    [InlineData("http://www.w3.org/2006/12/xml-c14n11", CanonicalForm.Inclusive11, false)]
    [InlineData("http://www.w3.org/2006/12/xml-c14n11#WithComments", CanonicalForm.Inclusive11, true)]
    [InlineData("http://www.w3.org/2001/10/xml-exc-c14n#", CanonicalForm.Exclusive10, false)]
    [InlineData("http://www.w3.org/2001/10/xml-exc-c14n#WithComments", CanonicalForm.Exclusive10, true)]
    public void Forms_have_the_identifiers_of_their_recommendations(string algorithm, CanonicalForm form, bool comments)
    {
        var how = Canonicalization.Of(algorithm)!;

        Assert.Equal((form, comments, algorithm), (how.Form, how.WithComments, how.Algorithm));
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>")]
    [InlineData("<a>")]
    [InlineData("")]
    [InlineData("<a>&unknown;</a>")]
    public void What_is_no_plain_document_is_refused(string xml) =>
        Assert.Equal(xml.Contains("<!DOCTYPE", StringComparison.Ordinal) ? "xml.document-type" : "xml.not-well-formed", CanonicalXml.Of(Encoding.UTF8.GetBytes(xml), new(CanonicalForm.Inclusive11)).Refusal?.Code);

    /// <summary>
    /// Canonical XML 2.3: a namespace node is written like an attribute node, so its ampersand is escaped. libxml2 2.9.14 does not do that, and what it writes
    /// is not well-formed; therefore none of the documents above has such a namespace.
    /// </summary>
    [Fact]
    public void A_namespace_is_escaped_like_any_attribute() =>
        Assert.Equal("<a xmlns=\"http://example.org/?a=1&amp;b=2\"></a>", Text(Encoding.UTF8.GetBytes("<a xmlns='http://example.org/?a=1&amp;b=2'/>"), new(CanonicalForm.Inclusive11)));

    /// <summary>Canonical XML 2.2: order by code point, in which U+20BB7 comes after U+FDF0; its UTF-16 units come before.</summary>
    [Fact]
    public void Attributes_are_ordered_by_code_points() =>
        Assert.Equal(
            "<a xmlns:p=\"urn:𠮷\" xmlns:q=\"urn:ﷰ\" q:x=\"2\" p:x=\"1\"></a>",
            Text(Encoding.UTF8.GetBytes("<a xmlns:p='urn:𠮷' xmlns:q='urn:ﷰ' p:x='1' q:x='2'/>"), new(CanonicalForm.Inclusive10)));

    private static void Same(byte[] xml)
    {
        Assert.SkipWhen(ForeignProgram.Missing("xmllint") is not null, ForeignProgram.Missing("xmllint") ?? "");
        foreach (var (form, option) in Switches)
        {
            // xmllint keeps comments; the other way is its answer for the same document without them.
            Assert.Equal(Foreign(xml, option), Text(xml, new(form, WithComments: true)));
            var uncommented = Encoding.UTF8.GetBytes(Comment().Replace(Encoding.UTF8.GetString(xml), ""));
            Assert.Equal(Foreign(uncommented, option), Text(xml, new(form)));
        }
    }

    private static string Text(byte[] xml, Canonicalization how) => Encoding.UTF8.GetString(CanonicalXml.Of(xml, how).Value);

    private static string Foreign(byte[] xml, string option)
    {
        using var file = new TemporaryFile(xml);
        var (exit, output, error) = ForeignProgram.Run("xmllint", "--nonet", option, file.Path);
        Assert.True(exit == 0, $"{error}\n{Encoding.UTF8.GetString(xml)}");
        return output;
    }

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
