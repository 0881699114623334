import java.util.regex.*; import java.util.*;
/** Makes graphemes.tsv: random code points in hexadecimal, and how many of them each match of \\X takes. Run: java Graphemes.java 600 > graphemes.tsv */
public class Graphemes { public static void main(String[] a){ Pattern x=Pattern.compile("\\X"); 
 int[] c={'a',0x0d,0x0a,0x301,0x200d,0x1F1E6,0x1F1FA,0xa9,0x1F468,0x1F3FB,0x1100,0x1161,0x11a8,0xac00,0xac01,0x600,0x903,0xe33,0x200b};
 Random r=new Random(5); for(int n=0;n<Integer.parseInt(a[0]);n++){ int[] t=new int[2+r.nextInt(5)]; for(int i=0;i<t.length;i++) t[i]=c[r.nextInt(c.length)];
  String s=new String(t,0,t.length); Matcher m=x.matcher(s); StringBuilder o=new StringBuilder(); for(int i:t) o.append(Integer.toHexString(i)).append(' '); o.append('\t'); while(m.find()) o.append(s.codePointCount(m.start(),m.end())).append(' '); System.out.println(o.toString().replace(" \t","\t").trim()); } } }
