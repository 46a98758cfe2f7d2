// What the invite page says in other languages than its own English, by the `data-text` of its parts.

export const JOIN_TEXTS = {
  de: {
    title: 'Einer Sameframe-Party beitreten',
    heading: 'Du bist eingeladen, gemeinsam zu schauen',
    lead: 'Sameframe ist eine Browser-Erweiterung, die ein Video bei allen in einer Party auf demselben Bild hält. Jeder nutzt die Videoseite wie immer; Abspielen, Pause und Springen gelten für alle.',
    ready: 'Klick auf das Sameframe-Symbol in der Symbolleiste, um beizutreten.',
    readyMore: 'Es zeigt dir zuerst die Party; ohne deinen Klick geschieht nichts.',
    on: 'Du bist in dieser Party.',
    incomplete:
      'Dieser Link enthält keinen vollständigen Party-Code. Lass ihn dir noch einmal schicken, oder füge den Code ein, den du bekommen hast.',
    loopback: 'Dieses Relay läuft auf genau diesem Computer:',
    loopbackOnly: 'Nur dieser Computer kann beitreten.',
    codeLabel: 'Dein Party-Code',
    copy: 'Kopieren',
    copied: 'Kopiert.',
    copyByKeys: 'Drück Strg+C (⌘C auf einem Mac), um zu kopieren.',
    stepsTitle: 'So trittst du bei',
    stepInstall: 'Installiere die Erweiterung Sameframe in Chrome oder Firefox.',
    stepOpen:
      'Öffne die Seite mit dem Video, oder irgendeine Seite: Sameframe bringt dich auf die Seite der Party.',
    stepJoin:
      'Klick auf das Sameframe-Symbol in der Symbolleiste, füge den Party-Code ein und klick auf „Beitreten“.',
    private:
      'Der Code bleibt in deinem Browser: Was in einem Link nach dem # steht, wird nicht an dieses Relay gesendet. Wer den Code hat, kann beitreten.',
  },
  es: {
    title: 'Unirte a una sesión de Sameframe',
    heading: 'Te invitan a ver algo en compañía',
    lead: 'Sameframe es una extensión del navegador que mantiene un vídeo en el mismo fotograma para toda la sesión. Cada cual usa el sitio del vídeo como siempre; reproducir, pausar y saltar valen para todo el mundo.',
    ready: 'Haz clic en el icono de Sameframe en la barra de herramientas para unirte.',
    readyMore: 'Primero te muestra la sesión; sin tu clic no pasa nada.',
    on: 'Estás en esta sesión.',
    incomplete:
      'Este enlace no contiene un código de sesión completo. Pídelo de nuevo o pega el código que te dieron.',
    loopback: 'Este relé funciona en este mismo ordenador:',
    loopbackOnly: 'solo este ordenador puede unirse.',
    codeLabel: 'Tu código de sesión',
    copy: 'Copiar',
    copied: 'Copiado.',
    copyByKeys: 'Pulsa Ctrl+C (⌘C en un Mac) para copiar.',
    stepsTitle: 'Cómo unirte',
    stepInstall: 'Instala la extensión Sameframe en Chrome o Firefox.',
    stepOpen: 'Abre la página del vídeo, o cualquier página: Sameframe te lleva a la de la sesión.',
    stepJoin:
      'Haz clic en el icono de Sameframe en la barra de herramientas, pega el código y haz clic en «Unirme».',
    private:
      'El código no sale de tu navegador: lo que va detrás de # en un enlace no se envía a este relé. Quien tenga el código puede unirse.',
  },
  fr: {
    title: 'Rejoindre une séance Sameframe',
    heading: 'Tu es invité à regarder ensemble',
    lead: 'Sameframe est une extension de navigateur qui garde une vidéo sur la même image pour tout le monde. Chacun utilise le site de la vidéo comme d’habitude ; lecture, pause et sauts sont partagés.',
    ready: 'Clique sur l’icône de Sameframe dans la barre d’outils pour rejoindre.',
    readyMore: 'Elle montre d’abord la séance ; rien ne se passe sans ton clic.',
    on: 'Tu es dans cette séance.',
    incomplete: 'Ce lien ne contient pas de code complet. Redemande-le, ou colle le code que l’on t’a donné.',
    loopback: 'Ce relais tourne sur cet ordinateur même :',
    loopbackOnly: 'seul cet ordinateur peut rejoindre.',
    codeLabel: 'Ton code de séance',
    copy: 'Copier',
    copied: 'Copié.',
    copyByKeys: 'Appuie sur Ctrl+C (⌘C sur un Mac) pour copier.',
    stepsTitle: 'Comment rejoindre',
    stepInstall: 'Installe l’extension Sameframe dans Chrome ou Firefox.',
    stepOpen:
      'Ouvre la page de la vidéo, ou n’importe quelle page : Sameframe t’emmène sur celle de la séance.',
    stepJoin:
      'Clique sur l’icône de Sameframe dans la barre d’outils, colle le code et clique sur « Rejoindre ».',
    private:
      'Le code reste dans ton navigateur : ce qui suit le # d’un lien n’est pas envoyé à ce relais. Quiconque a le code peut rejoindre.',
  },
  ja: {
    title: 'Sameframe のパーティーに参加',
    heading: '一緒に観ようと招待されています',
    lead: 'Sameframe は、パーティーの全員の動画を同じフレームにそろえるブラウザー拡張機能です。動画サイトはいつもどおりに使えます。再生、一時停止、移動は全員で共有されます。',
    ready: 'ツールバーの Sameframe のアイコンをクリックすると参加できます。',
    readyMore: 'まずパーティーが表示されます。クリックするまでは何も起こりません。',
    on: 'このパーティーに参加中です。',
    incomplete:
      'このリンクには完全なパーティーコードが含まれていません。もう一度送ってもらうか、受け取ったコードを貼り付けてください。',
    loopback: 'このリレーはこのコンピューターで動いています。',
    loopbackOnly: '参加できるのはこのコンピューターだけです。',
    codeLabel: 'パーティーコード',
    copy: 'コピー',
    copied: 'コピーしました。',
    copyByKeys: 'Ctrl+C(Mac では ⌘C)を押してコピーしてください。',
    stepsTitle: '参加のしかた',
    stepInstall: 'Chrome または Firefox に拡張機能 Sameframe をインストールします。',
    stepOpen:
      '動画のページを開きます。ほかのページでもかまいません。Sameframe がパーティーのページに移動します。',
    stepJoin:
      'ツールバーの Sameframe のアイコンをクリックし、パーティーコードを貼り付けて「参加」をクリックします。',
    private:
      'コードはこのブラウザーの中にとどまります。リンクの # より後ろは、このリレーには送信されません。コードを知っている人は誰でも参加できます。',
  },
  ar: {
    title: 'الانضمام إلى جلسة Sameframe',
    heading: 'أنت مدعو إلى المشاهدة معًا',
    lead: 'Sameframe إضافة للمتصفح تُبقي الفيديو على الإطار نفسه عند كل من في الجلسة. يستخدم كل منكم موقع الفيديو كالمعتاد، والتشغيل والإيقاف والانتقال مشتركة بينكم.',
    ready: 'انقر على أيقونة Sameframe في شريط الأدوات للانضمام.',
    readyMore: 'ستعرض لك الجلسة أولًا، ولا يحدث شيء دون نقرة منك.',
    on: 'أنت في هذه الجلسة.',
    incomplete: 'لا يحتوي هذا الرابط على رمز جلسة كامل. اطلبه مرة أخرى، أو ألصق الرمز الذي أُعطي لك.',
    loopback: 'يعمل هذا المُرحِّل على هذا الحاسوب نفسه:',
    loopbackOnly: 'لا يستطيع الانضمام إلا هذا الحاسوب.',
    codeLabel: 'رمز جلستك',
    copy: 'نسخ',
    copied: 'تم النسخ.',
    copyByKeys: 'اضغط Ctrl+C (أو ⌘C على أجهزة Mac) للنسخ.',
    stepsTitle: 'كيفية الانضمام',
    stepInstall: 'ثبّت إضافة Sameframe في Chrome أو Firefox.',
    stepOpen: 'افتح صفحة الفيديو أو أي صفحة أخرى: ينقلك Sameframe إلى صفحة الجلسة.',
    stepJoin: 'انقر على أيقونة Sameframe في شريط الأدوات، وألصق رمز الجلسة، ثم انقر على «انضمام».',
    private:
      'يبقى الرمز في متصفحك: ما يلي # في الرابط لا يُرسل إلى هذا المُرحِّل. كل من لديه الرمز يستطيع الانضمام.',
  },
};
