import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { bestLanguage, isLanguage, type Language } from './language';
import { Translator, type Bundle } from './translator';

const STORAGE_KEY = 'attune.language';

// each bundle is its own chunk: a visitor downloads one language
const BUNDLES: Record<Language, () => Promise<{ default: Bundle }>> = {
  en: () => import('./en.json'),
  ru: () => import('./ru.json'),
  zh: () => import('./zh.json'),
};

interface Messages {
  translator: Translator;
  choose(language: Language): void;
}

const MessagesContext = createContext<Messages | null>(null);

/** Loads the visitor's bundle, then shows the page; `?language=ru` in the address wins over an earlier choice. */
export function MessagesProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(initialLanguage);
  const [translator, setTranslator] = useState<Translator | null>(null);

  useEffect(() => {
    let current = true;
    void BUNDLES[language]().then(({ default: bundle }) => {
      if (!current) return;
      document.documentElement.lang = language;
      setTranslator(new Translator(language, bundle));
    });
    return () => {
      current = false;
    };
  }, [language]);

  const messages = useMemo(
    () =>
      translator && {
        translator,
        choose(chosen: Language) {
          localStorage.setItem(STORAGE_KEY, chosen);
          setLanguage(chosen);
        },
      },
    [translator],
  );
  return messages && <MessagesContext value={messages}>{children}</MessagesContext>;
}

function initialLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('language');
  if (isLanguage(asked)) return asked;
  const chosen = localStorage.getItem(STORAGE_KEY);
  return isLanguage(chosen) ? chosen : bestLanguage(navigator.languages);
}

export function useMessages(): Messages {
  const messages = useContext(MessagesContext);
  if (!messages) throw new Error('useMessages needs a MessagesProvider above it');
  return messages;
}

export function useTranslator(): Translator {
  return useMessages().translator;
}
