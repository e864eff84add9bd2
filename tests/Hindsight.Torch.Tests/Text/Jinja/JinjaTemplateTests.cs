using Hindsight.Torch.Text;
using Hindsight.Torch.Text.Jinja;
using Hindsight.Training;

namespace Hindsight.Torch.Tests.Text.Jinja;

public sealed class JinjaTemplateTests
{
    [Theory]
    [InlineData("a\n  {% if true %}\n  b\n  {% endif %}\nc\n", "a\n  b\nc")]
    [InlineData("{{ 1 }}\n{{ 2 }}\n\n", "1\n2\n")]
    [InlineData("x {%- if true -%} y {%- endif %} z", "xy z")]
    [InlineData("x\n {%+ if true %}y{% endif %}", "x\n y")]
    [InlineData("x {# note #}\ny{#- a -#} z", "x yz")]
    [InlineData("{% raw %}{{ x }}{% endraw %}", "{{ x }}")]
    [InlineData("a\r\nb", "a\nb")]
    public void Render_WhiteSpace_IsKeptAsHuggingFaceSetsItUp(string template, string expected) => Render(template).Should().Be(expected);

    [Theory]
    [InlineData("{% for x in [1, 2, 3] if x != 2 %}{{ loop.index }}/{{ loop.length }}{{ ',' if not loop.last }}{% endfor %}", "1/2,2/2")]
    [InlineData("{% for x in [] %}{% else %}none{% endfor %}", "none")]
    [InlineData("{% for k, v in {'a': 1}.items() %}{{ k }}={{ v }}{% endfor %}", "a=1")]
    [InlineData("{% for x in range(9) %}{% if x == 1 %}{% continue %}{% endif %}{% if x == 3 %}{% break %}{% endif %}{{ x }}{% endfor %}", "02")]
    [InlineData("{% set x = 1 %}{% for i in [1] %}{% set x = 2 %}{% endfor %}{{ x }}", "1")]
    [InlineData("{% set ns = namespace(x=1) %}{% for i in [1] %}{% set ns.x = 2 %}{% endfor %}{{ ns.x }}", "2")]
    [InlineData("{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(3, b=4) }}", "1234")]
    [InlineData("{% macro m() %}<{{ caller('x') }}>{% endmacro %}{% call(y) m() %}{{ y }}!{% endcall %}", "<x!>")]
    [InlineData("{% set x %}a{{ 1 }}{% endset %}{{ x | upper }}", "A1")]
    [InlineData("{% for n in [{'v': 1, 'c': [{'v': 2, 'c': []}]}] recursive %}{{ n.v }}{{ loop(n.c) }}{% endfor %}", "12")]
    [InlineData("{% with a = 1 %}{{ a }}{% endwith %}{{ a is defined }}", "1False")]
    [InlineData("{% filter upper %}a{% endfilter %}", "A")]
    public void Render_Statements_DoAsInPython(string template, string expected) => Render(template).Should().Be(expected);

    [Theory]
    [InlineData("{{ 7 // -2 }} {{ 7 % -2 }} {{ 7 / 2 }} {{ 2 ** 3 }} {{ -2 ** 2 }}", "-4 -1 3.5 8 4")]
    [InlineData("{{ 1 < 2 < 3 }} {{ 'a' in 'cat' }} {{ 3 not in [1, 2] }} {{ none is none }}", "True True True True")]
    [InlineData("{{ 'abcde'[1:3] }} {{ 'abcde'[::-1] }} {{ [1, 2, 3][-1] }} {{ 'héllo🧀'[5] }}", "bc edcba 3 🧀")]
    [InlineData("{{ 1 ~ 'a' ~ none ~ true }} {{ [1, 'x', 2.0, none] }} {{ {'a': (1,)} }}", "1aNoneTrue [1, 'x', 2.0, None] {'a': (1,)}")]
    [InlineData("{{ 1e20 }} {{ 1e16 }} {{ 0.00001 }} {{ 123456789.5 }} {{ 1.0 }}", "1e+20 1e+16 1e-05 123456789.5 1.0")]
    [InlineData("{{ x | default('d') }} {{ '' | default('e', true) }} {{ x is defined }} {{ x }}|", "d e False |")]
    [InlineData("{{ ['b', 'a'] | sort | join(', ') }} {{ [1, 2, 3] | select('odd') | list }} {{ [{'a': 1}] | map(attribute='a') | list }}", "a, b [1, 3] [1]")]
    [InlineData("{{ {'b': [1, 'ü'], 'a': none} | tojson }} {{ [1] | tojson(indent=2) }}", "{\"b\": [1, \"ü\"], \"a\": null} [\n  1\n]")]
    [InlineData("{{ ' x '.strip() }}{{ 'a,b'.split(',') }}{{ 'aXb'.lower() }}{{ 'ab'.startswith(('x', 'a')) }}", "x['a', 'b']axbTrue")]
    [InlineData("{{ '%s-%03d' | format('a', 7) }} {{ '%.2f' % 1.5 }}", "a-007 1.50")]
    [InlineData("{{ true + 1 }} {{ 'a' * 3 }} {{ not '' }} {{ 0 or 'x' }} {{ 1 and 2 }}", "2 aaa True x 2")]
    public void Render_Expressions_AreWhatPythonSays(string template, string expected) => Render(template).Should().Be(expected);

    [Theory]
    [InlineData("{{ a", 1, 1, "the tag is not closed")]
    [InlineData("x\n{% if a %}", 2, 11, "found the end of the template; expected 'elif' or 'else' or 'endif'")]
    [InlineData("{% endif %}", 1, 4, "found 'endif' without its beginning")]
    [InlineData("{% for x of y %}{% endfor %}", 1, 10, "found 'of'; expected 'in'")]
    [InlineData("{{ 1 + }}", 1, 8, "found '}}'; expected an expression")]
    [InlineData("{{ 'abc }}", 1, 4, "the string is not closed")]
    [InlineData("{{ a ] }}", 1, 6, "unexpected ']'")]
    [InlineData("{{ (a] }}", 1, 6, "unexpected ']'; expected ')'")]
    [InlineData("{{ a ? b }}", 1, 6, "the character '?' means nothing here")]
    [InlineData("{{ a | nope }}", 1, 8, "the filter 'nope' is not known")]
    [InlineData("{{ a is nope }}", 1, 9, "the test 'nope' is not known")]
    [InlineData("{% include 'x' %}", 1, 4, "the statement 'include' is not known")]
    [InlineData("{% break %}", 1, 4, "'break' stands outside of a loop")]
    [InlineData("{# a", 1, 1, "the comment is not closed")]
    [InlineData("a\n\n {% set 1 = 2 %}", 3, 9, "found '1'; expected a name to assign to")]
    [InlineData("{{ 99999999999999999999 }}", 1, 4, "too large")]
    public void Parse_BrokenGrammar_GivesLineAndColumn(string template, int line, int column, string fault)
    {
        ChatTemplateException e = ((Action)(() => JinjaTemplate.Parse(template))).Should().Throw<ChatTemplateException>().Which;
        (e.Line, e.Column).Should().Be((line, column), e.Message);
        e.Message.Should().Contain(fault);
    }

    [Theory]
    [InlineData("{{ x.y.z }}", "'x' is undefined")]
    [InlineData("{{ m.a.b }}", "'m.a' is undefined")]
    [InlineData("{{ 'a' + 1 }}", "'+' does not go with a str and a int")]
    [InlineData("{{ 1 < 'a' }}", "have no order")]
    [InlineData("{{ none() }}", "a NoneType cannot be called")]
    [InlineData("{{ 1 / 0 }}", "division by zero")]
    [InlineData("{{ raise_exception('because') }}", "because")]
    [InlineData("{% for a, b in [[1]] %}{% endfor %}", "1 values for 2 names")]
    [InlineData("{{ [].append(1) }}", "would change a list")]
    public void Render_WhatCannotBeDone_SaysWhy(string template, string fault) =>
        ((Action)(() => Render(template))).Should().Throw<ChatTemplateException>().WithMessage($"chat template, line 1, column *{fault}*");

    [Theory]
    [InlineData("{{ range(1000000000) }}", "a range has at most")]
    [InlineData("{{ 'a' * 1000000000 }}", "the result has more than")]
    [InlineData("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "more than 2000000 steps")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "nested too deeply")]
    [InlineData("{% set ns = namespace(t='aaaaaaaaaaaaaaaa') %}{% for a in range(99) %}{% set ns.t = ns.t + ns.t %}{% endfor %}", "more than 2000000 steps")]
    public void Render_TemplatesThatNeverEnd_AreStopped(string template, string fault)
    {
        ((Action)(() => Render(template))).Should().Throw<ChatTemplateException>().WithMessage($"*{fault}*");
    }

    [Fact]
    public void Render_DamagedTemplates_NeverFailOtherwise()
    {
        const string Template = "{% macro m(a, b=1) %}{{ a ~ b }}{% endmacro %}{%- for x in [1, 'b', none, {'k': 2.5}] if x is not none %}{{ loop.index }}{{ x | string | upper | replace('B', 'c') }}"
            + "{% if loop.first and not loop.last %}{{ m(x, b=-2) }}{% elif x is string and x[0:1] == 'b' %}{{ x.split('b') | join(',') }}{% else %}{{ {'a': x} | tojson }}{% endif %}{% endfor -%}"
            + "{% set ns = namespace(v=1) %}{% set ns.v = ns.v + 1 %}{{ ns.v }}";
        const string Alphabet = "{}%#|()[]'\"=.,:~+-*/<>! abxm019\n\\";
        var random = new RandomStream(5);
        int rendered = 0;
        for (int i = 0; i < 4000; i++)
        {
            char[] damaged = Template.ToCharArray();
            for (int n = 0; n <= random.NextInt(3); n++) damaged[random.NextInt(damaged.Length)] = Alphabet[random.NextInt(Alphabet.Length)];
            try
            {
                Render(new string(damaged));
                rendered++;
            }
            catch (ChatTemplateException e)
            {
                (e.Line, e.Column).Should().Match<(int Line, int Column)>(at => at.Line > 0 && at.Column > 0);
            }
        }

        rendered.Should().BeInRange(100, 3900);
    }

    [Theory]
    [InlineData('(', ')')]
    [InlineData('[', ']')]
    public void Parse_NestedWithoutEnd_IsStopped(char open, char close) =>
        ((Action)(() => JinjaTemplate.Parse("{{ " + new string(open, 200_000) + "1" + new string(close, 200_000) + " }}"))).Should().Throw<ChatTemplateException>().WithMessage("*nested too deeply*");

    [Theory]
    [InlineData("<a>{{ x }}</a>", "TTTooooTTTT")]
    [InlineData("{{ '<' + x + '>' }}", "TooooT")]
    [InlineData("{{ x | upper }}{{ 'b' | upper }}", "ooooT")]
    [InlineData("{{ (' ' + x + ' ') | trim }}", "oooo")]
    [InlineData("{{ ('ab' + x)[1:4] }}", "Too")]
    [InlineData("{{ ('ab' + x)[::-1] }}", "ooooTT")]
    [InlineData("{{ [x, 'b'] | join('-') }}", "ooooTT")]
    [InlineData("{{ 'a.b' | replace('.', x) }}", "TooooT")]
    [InlineData("{{ (x + '-' + x).split('-')[1] }}", "oooo")]
    [InlineData("{{ x | tojson }}", "oooooo")]
    [InlineData("{{ '%s!' | format(x) }}", "ooooT")]
    [InlineData("{{ '{}!'.format(x) }}", "ooooT")]
    [InlineData("{% set y %}<{{ x }}>{% endset %}{{ y }}", "TooooT")]
    [InlineData("{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m(x) }}", "TooooT")]
    [InlineData("{{ x if true else 'b' }}{{ x or 'b' }}", "oooooooo")]
    [InlineData("{{ [x] }}", "oooooooo")]
    [InlineData("{{ x | default('b') }}{{ y | default('b') }}", "ooooT")]
    [InlineData("{{ 3 }}{{ x | length }}", "TT")]
    public void Render_WhateverIsDoneWithAText_ItsOriginStays(string template, string origins)
    {
        TracedText text = JinjaTemplate.Parse(template).Render(new Dictionary<string, object?> { ["x"] = new TracedText("ühü!", TracedText.Outside) });
        string.Concat(Enumerable.Range(0, text.Length).Select(i => text.OriginAt(i) == TracedText.Template ? 'T' : 'o')).Should().Be(origins, text.Text);
    }

    private static string Render(string template) => JinjaTemplate.Parse(template).Render(new Dictionary<string, object?> { ["m"] = new JinjaMap() }).Text;
}
